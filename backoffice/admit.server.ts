import { redirect } from 'react-router';
import { asVisitor, type StaffActorRole } from '#db/transaction.server.ts';
import { postedFields } from '#web/body.server.ts';
import { deskSessionContext, serviceContext } from '#web/context.server.ts';
import { cookieNames, cookieOf } from '#web/cookies.server.ts';
import type { PagePolicy } from '#web/page-handle.ts';
import type { Admission } from '#web/serve.server.ts';
import { serviceHere } from '#web/service.server.ts';
import { deskSession } from '#web/session.server.ts';
import { signedOutPage } from './signed-out-page.tsx';

const everyone: readonly StaffActorRole[] = ['staff', 'manager', 'reporter', 'auditor'];

/** Which roles a page is for. Row-level security says the same of the rows; this keeps the page itself away. */
const admitted = {
  static: everyone,
  public: everyone,
  anyone: everyone,
  signed_in: everyone,
  any_staff: everyone,
  casework: ['staff', 'manager'],
  manager: ['manager'],
  auditor: ['auditor'],
  oversight: ['manager', 'auditor'],
} satisfies Record<PagePolicy, readonly StaffActorRole[]>;

const none: readonly string[] = [];

/** Who of the staff is asking. A page that is not for their role answers as one that is not there. */
export async function admit({
  request,
  page,
  context,
  body,
}: Admission): Promise<Response | 'missing' | null> {
  if (!page || page.policy === 'static') return null;
  const { hostname, pathname, search } = new URL(request.url);
  const { session, service } = await asVisitor(null, async (tx) => {
    const found = await deskSession(tx, cookieOf(request, cookieNames.backoffice));
    return { session: found, service: await serviceHere(tx, found?.actor.serviceId ?? null, hostname) };
  });
  context.set(deskSessionContext, session);
  context.set(serviceContext, session && service);
  if (page.policy === 'anyone') return null;
  if (!session && request.method === 'POST')
    return signedOutPage({
      path: pathname + search,
      fields: postedFields(request, body, page.secret ?? none),
    });
  if (!session) return redirect(`/sign-in?to=${encodeURIComponent(pathname + search)}`, 303);
  const roles: readonly StaffActorRole[] = admitted[page.policy];
  return roles.includes(session.actor.role) ? null : 'missing';
}
