import { randomBytes } from 'node:crypto';
import { redirect } from 'react-router';
import { choicesOf } from '#casework/choice/store.server.ts';
import { contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { rememberBrowser } from '#casework/sign-in-code/known-browser.server.ts';
import { transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { type CookieName, cookieNames, cookieOf, setCookie } from '#web/cookies.server.ts';
import { languageSignedIn } from '#web/language.server.ts';
import { everyServiceId, type ServiceHere } from '#web/service.server.ts';
import { beginSession, endSession, type PortalScope } from '#web/session.server.ts';

/** A person who has just shown who they are. */
export type Proven = { serviceId: string; victimId: string };

const freshToken = () => randomBytes(32).toString('base64url');

const withCookies = (pairs: readonly (readonly [CookieName, string])[]) => {
  const headers = new Headers();
  for (const [name, value] of pairs) headers.append('Set-Cookie', setCookie(name, value));
  return headers;
};

/**
 * Signs someone in: the session they had in this browser ends, a fresh one takes its cookie, and they go on to the first
 * questions on a first visit and while these are unanswered, else to their own page. From now on the browser is known,
 * and where it chose no language of its own it speaks the one they are written to in.
 */
export async function signIn(
  request: Request,
  { serviceId, victimId }: Proven,
  scope: PortalScope,
): Promise<Response> {
  const before = cookieOf(request, cookieNames.portal);
  if (before) await endSession(before);
  const actor: VictimActor = { role: 'victim', serviceId, victimId, personId: victimId };
  const known = cookieOf(request, cookieNames.known) ?? freshToken();
  const { token, answered, written } = await transactionAs(actor, async (tx) => {
    await rememberBrowser(tx, known);
    const choices = await choicesOf(tx, victimId);
    const contact = choices.find(({ purpose, channel }) => purpose === 'contact' && channel === '');
    const answered = scope !== 'first_visit' && contact?.state !== 'unanswered';
    const { languageWritten } = await contactPreferenceOf(tx, victimId);
    return { token: await beginSession(tx, scope), answered, written: languageWritten };
  });
  const headers = withCookies([
    [cookieNames.portal, token],
    [cookieNames.browser, ''],
    [cookieNames.known, known],
  ]);
  const language = languageSignedIn(request, written);
  if (language) headers.append('Set-Cookie', setCookie(cookieNames.language, language));
  return redirect(answered ? '/home' : '/first/involved', { status: 303, headers });
}

/** Signs someone in by six digits. Those that came by e-mail prove less, and open less. */
export function signInByCode(
  request: Request,
  { kind, ...proven }: Proven & { kind: 'mobile' | 'email' },
): Promise<Response> {
  return signIn(request, proven, kind === 'email' ? 'email' : 'full');
}

/** What ties six digits to the browser that asked for them; `headers` set it where it is not there yet. */
export function browserOf(request: Request): { token: string; headers: Headers } {
  const there = cookieOf(request, cookieNames.browser);
  const token = there ?? freshToken();
  return { token, headers: withCookies(there ? [] : [[cookieNames.browser, token]]) };
}

/** Where to look for someone: in the service of the host, or everywhere on a host that belongs to none. */
export async function servicesToAsk(here: ServiceHere | null): Promise<string[]> {
  return here ? [here.id] : everyServiceId();
}
