/** What a mail server said no to: the three figures of its reply, its enhanced status (RFC 3463), and what it was asked. */
export type SmtpRefusal = { replyCode: number; status: string | null; command: string };

const enhanced = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/;

/** The enhanced status in words of a mail server, such as 5.1.1; null where it names none. */
export function enhancedStatusIn(words: string): string | null {
  return enhanced.exec(words)?.[1] ?? null;
}

// Nobody there, no such place, moved away, will never take mail; a box that was closed. A full box or a refusal of our
// words says nothing about the address.
const ofTheAddress = /^5\.(1\.(0|1|2|3|6|10)|2\.1)$/;

/** Whether an enhanced status says that nothing can reach this address any more. */
export const saysNoSuchAddress = (status: string): boolean => ofTheAddress.test(status);

const addressReplies = [550, 551, 553];

/** What a refusal for good is about: the address itself, or anything else (a full box, our words, our own name). */
export function refusedOf({ replyCode, status, command }: SmtpRefusal): 'address' | 'other' {
  if (command === 'MAIL FROM') return 'other';
  const isAddress = status
    ? saysNoSuchAddress(status)
    : command === 'RCPT TO' && addressReplies.includes(replyCode);
  return isAddress ? 'address' : 'other';
}
