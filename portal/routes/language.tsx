import { redirect } from 'react-router';
import { cookieNames, setCookie } from '#web/cookies.server.ts';
import { languageFrom } from '#web/language.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import type { Route } from './+types/language';

export const handle: PageHandle = { policy: 'static', title: 'page' };

// Only a path of our own: never another host's address, and never one that asks for a language again.
function pathFrom(typed: FormDataEntryValue | null): string {
  const inside = typeof typed === 'string' && /^\/(?![/\\])/.test(typed);
  return inside ? typed.replace(/([?&])language=[a-z]{2}&?/, '$1').replace(/[?&]$/, '') : '/';
}

export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const language = languageFrom(String(form.get('language')));
  const headers = language ? { 'Set-Cookie': setCookie(cookieNames.language, language) } : undefined;
  return redirect(pathFrom(form.get('back')), { status: 303, headers });
}
