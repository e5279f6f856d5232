import { sealerFrom } from '#db/sealing.server.ts';
import { type ProcessActor, transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { log } from '#log';
import { secondsToArrive, twilioFailure } from './attempt/rules.ts';
import { type Claimed, type ClaimOptions, claim, type ProviderFor, setAsideFirst } from './claim.server.ts';
import { stopMessagesTo } from './inbound/stop.server.ts';
import { waysBack } from './mail-in/address.ts';
import { messageServiceOf, type SendingService } from './message-service.server.ts';
import type { MessageService } from './messages/facts.ts';
import { type Rendered, render } from './messages/render.server.ts';
import { senderOf } from './messages/sender.ts';
import type { Outcome, Outgoing, Provider } from './providers/provider.ts';
import { providerFor as configuredProvider } from './providers/provider-for.server.ts';
import { openFacts } from './sealed-message.server.ts';
import { settling } from './settling.server.ts';
import { reached } from './step.server.ts';
import { areApproved, asAllowed, unapproved } from './words-held.server.ts';

/** The address of this worker as providers and their signatures know it. */
export const workerUrl = environment.WORKER_URL
  ? environment.WORKER_URL.replace(/\/$/, '')
  : `http://${environment.LISTEN_ON}:${environment.WORKER_PORT}`;

export type SendOptions = { at?: Date; limit?: number; providerFor?: ProviderFor };

const { SMTP_RETURN_DOMAIN, PORTAL_URL } = environment;
const atOnce = 8;

/**
 * Sends what one service may send now, at most `limit` (16): claimed in one transaction, handed over outside any, each
 * settled in one of its own. Gives back how many were claimed.
 */
export async function sendDue(serviceId: string, options: SendOptions = {}): Promise<number> {
  const { at, limit = 16, providerFor = configuredProvider } = options;
  const sender: ProcessActor = { role: 'sender', serviceId };
  const moment = at ? { at } : {};
  const begun = performance.now();
  const { claimed, service } = await claimFor(sender, { limit, providerFor, ...moment });
  const keep = settling(sender, at);
  const waiting = [...claimed];
  const handOver = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await sendOne(sender, next, service, { providerFor, begun, keep });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, claimed.length) }, handOver));
  return claimed.length;
}

// So many times at most what may not leave is set aside, to find behind it what may.
const furtherLooks = 5;

/** Claims what a service may send now, at most so many, past what may not leave. */
export async function claimFor(
  sender: ProcessActor,
  options: ClaimOptions,
): Promise<{ claimed: Claimed[]; service: SendingService }> {
  for (let further = furtherLooks; ; further -= 1) {
    const { claimed, clogged, service } = await transactionAs(sender, async (tx) => {
      const [found, service] = await Promise.all([claim(tx, options), messageServiceOf(tx)]);
      if (found.claimed.length > 0) reached('claim_written');
      return { ...found, service };
    });
    if (claimed.length > 0) reached('claim_kept');
    if (claimed.length > 0 || !clogged || further === 0) return { claimed, service };
    const aside = await transactionAs(sender, (tx) => setAsideFirst(tx, options));
    if (aside === 0) return { claimed, service };
  }
}

export type HandingOver = {
  providerFor: ProviderFor;
  /** When this process began to claim, by its own clock that nobody sets. */
  begun: number;
  keep: ReturnType<typeof settling>;
};

/** Puts a claimed message into words, hands it over outside any transaction and has it written down how that ended. */
export async function sendOne(
  sender: ProcessActor,
  claimed: Claimed,
  service: SendingService,
  { providerFor, begun, keep }: HandingOver,
): Promise<void> {
  const written = await Promise.resolve(claimed)
    .then((it) => write(sender.serviceId, it, service))
    .catch(cannotBeSaid);
  const approved = !written || !service.approvedOnly || (await areApproved(sender, claimed, written.words));
  const outcome = approved
    ? await handOver(providerFor(claimed.channel), written?.outgoing ?? null, begun)
    : unapproved;
  reached('handed_over');
  await keep({ claimed, outcome, sent: written?.words ?? null });
  const optedOut = outcome.state === 'failed' && twilioFailure(Number(outcome.code)) === 'opted_out';
  if (optedOut && claimed.channel === 'text')
    await transactionAs({ role: 'webhook', serviceId: sender.serviceId }, (tx) =>
      stopMessagesTo(tx, { kind: 'mobile', index: claimed.toIndex }),
    );
}

// A process that was stopped for a while after it claimed may find the time it was given gone, or the message with another.
async function handOver(
  provider: Provider,
  outgoing: (Outgoing & { validForSeconds: number }) | null,
  begun: number,
): Promise<Outcome> {
  if (!outgoing) return { state: 'failed', code: 'unreadable', permanent: true };
  const since = Math.ceil((performance.now() - begun) / 1000);
  const validForSeconds = secondsToArrive(outgoing.validForSeconds, since);
  if (validForSeconds === null) return { state: 'again', code: 'too_late', afterSeconds: null, here: true };
  reached('handing_over');
  return provider.submit({ ...outgoing, validForSeconds });
}

// Sealed for another place, or about nothing we have words for: it has not left and never will.
function cannotBeSaid(error: unknown): null {
  log.error({ error }, 'a message could not be put into words');
  return null;
}

function write(
  serviceId: string,
  claimed: Claimed,
  service: MessageService,
): { words: Rendered; outgoing: Outgoing & { validForSeconds: number } } {
  const sealer = sealerFrom(serviceId, claimed.victimId, claimed.wrapped);
  const facts = asAllowed(openFacts(sealer, claimed.id, claimed.sealedFacts), claimed);
  const { channel, language } = claimed;
  const words = render({ channel, language, facts, service });
  const place = { table: 'contact_point', column: 'sealed_value', row: claimed.contactPointId };
  const from = senderOf(channel, service);
  const outgoing = {
    messageId: claimed.id,
    attempt: claimed.attempt,
    channel,
    to: sealer.open(place, claimed.sealedTo),
    ...(from === null ? {} : { from }),
    language,
    subject: words.subject,
    text: words.text,
    html: words.html,
    callbackUrl: channel === 'text' ? `${workerUrl}/twilio/status/${claimed.token}` : null,
    ...(channel === 'email' && waysBack(claimed, { domain: SMTP_RETURN_DOMAIN, site: PORTAL_URL })),
    validForSeconds: claimed.validForSeconds,
  };
  return { words, outgoing };
}
