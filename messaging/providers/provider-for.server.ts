import { environment } from '#environment';
import { deskProvider } from './desk.server.ts';
import { paperProvider } from './paper.server.ts';
import type { Outgoing, Provider } from './provider.ts';
import { smtpProvider } from './smtp.server.ts';
import { type TwilioAccount, twilioProvider } from './twilio.server.ts';
import { signedByTwilio } from './twilio-callback.server.ts';

const account: TwilioAccount | null =
  environment.TWILIO_ACCOUNT_SID && environment.TWILIO_AUTH_TOKEN
    ? { accountSid: environment.TWILIO_ACCOUNT_SID, authToken: environment.TWILIO_AUTH_TOKEN }
    : null;

const paper = paperProvider(environment.PAPER_FOLDER);

const byChannel: Record<Outgoing['channel'], Provider> = {
  text:
    account && environment.TWILIO_FROM
      ? twilioProvider({
          ...account,
          from: environment.TWILIO_FROM,
          apiBase: environment.TWILIO_API_BASE ?? null,
        })
      : paper,
  email:
    environment.SMTP_URL && environment.SMTP_FROM
      ? smtpProvider({ url: environment.SMTP_URL, from: environment.SMTP_FROM })
      : paper,
  // Where anything really leaves, letters are printed by staff and nothing of them is written to a folder.
  letter: account || environment.SMTP_URL ? deskProvider : paper,
};

/** Who takes what leaves by this channel, as this process is set up. */
export function providerFor(channel: Outgoing['channel']): Provider {
  return byChannel[channel];
}

/** Lets every connection go, when the process stops. */
export async function closeProviders(): Promise<void> {
  await Promise.all(Object.values(byChannel).map((provider) => provider.close()));
}

/** Whether Twilio itself sent this callback, about our account. Never, while texts go to paper. */
export function verifyTwilioSignature(
  url: string,
  params: Readonly<Record<string, string>>,
  signature: string,
): boolean {
  return account !== null && signedByTwilio(account, url, params, signature);
}
