import { redirect } from 'react-router';
import { cookieNames, cookieOf, setCookie } from '#web/cookies.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { endSession } from '#web/session.server.ts';
import type { Route } from './+types/sign-out';

export const handle: PageHandle = { policy: 'anyone', title: 'page' };

export async function action({ request }: Route.ActionArgs) {
  const token = cookieOf(request, cookieNames.backoffice);
  if (token) await endSession(token);
  return redirect('/sign-in', {
    status: 303,
    headers: { 'Set-Cookie': setCookie(cookieNames.backoffice, '') },
  });
}
