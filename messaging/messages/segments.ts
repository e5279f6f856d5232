import { SegmentedMessage } from 'sms-segments-calculator';

export type Segments = { segments: number; encoding: 'GSM-7' | 'UCS-2'; length: number };

/** How many parts a text leaves in. `length` is in the encoding's own units: 160 or 70 fit in one part. */
export function segmentsOf(text: string): Segments {
  const message = new SegmentedMessage(text);
  const length = message.encodedChars.reduce((total, char) => total + char.codeUnits.length, 0);
  return { segments: message.segmentsCount, encoding: message.encodingName, length };
}

/** The characters for whose sake a text cannot leave in the cheap encoding, each once, in order; none where it can. */
export function charactersBeyondGsm(text: string): string[] {
  const beyond = new SegmentedMessage(text).encodedChars.filter(({ isGSM7 }) => !isGSM7);
  return [...new Set(beyond.map(({ raw }) => raw))];
}
