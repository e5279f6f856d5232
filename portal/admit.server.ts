import { redirect } from 'react-router';
import { keepAnswers } from '#casework/kept-answer/store.server.ts';
import { asVisitor, transactionAs } from '#db/transaction.server.ts';
import { postedFields } from '#web/body.server.ts';
import { checkedOnlyContext, portalSessionContext, serviceContext } from '#web/context.server.ts';
import { cookieNames, cookieOf } from '#web/cookies.server.ts';
import type { Admission } from '#web/serve.server.ts';
import { type ServiceHere, serviceHere, serviceLastSeenAt } from '#web/service.server.ts';
import { portalSession, sessionJustOver } from '#web/session.server.ts';
import { pageKept } from './kept.server.ts';

/**
 * Who asks, of which service, and whether the page is theirs to see. A form sent after the session ended is kept for
 * twenty minutes and comes back once they have signed in again.
 */
export async function admit({ request, page, context, body }: Admission): Promise<Response | null> {
  const { hostname } = new URL(request.url);
  const onlyChecked = (service: ServiceHere | null) =>
    context.set(checkedOnlyContext, page?.exact === true && service?.unreviewedText === 'refuse');
  if (!page || page.policy === 'static') {
    const service = serviceLastSeenAt(hostname);
    context.set(serviceContext, service);
    onlyChecked(service);
    return null;
  }
  if (page.policy === 'public') {
    const service = await asVisitor(null, (tx) => serviceHere(tx, null, hostname));
    context.set(serviceContext, service);
    onlyChecked(service);
    return null;
  }
  const token = cookieOf(request, cookieNames.portal);
  const sentFrom = page.form && request.method === 'POST' ? pageKept(request.url) : null;
  const { session, service } = await asVisitor(null, async (tx) => {
    const found = await portalSession(tx, token, sentFrom);
    return { session: found, service: await serviceHere(tx, found?.actor.serviceId ?? null, hostname) };
  });
  context.set(portalSessionContext, session);
  context.set(serviceContext, service);
  onlyChecked(service);
  if (session || page.policy === 'anyone') return null;
  const over = token ? await sessionJustOver(token) : null;
  const fields = postedFields(request, body, page.secret ?? []);
  if (over && fields.length > 0)
    await transactionAs(over, (tx) => keepAnswers(tx, over.victimId, pageKept(request.url), fields));
  return redirect(over ? '/ended' : '/', 303);
}
