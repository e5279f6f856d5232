import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { cookieNames, cookieOf, setCookie } from '#web/cookies.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { endSession } from '#web/session.server.ts';
import type { Route } from './+types/sign-out';

export const handle: PageHandle = { policy: 'signed_in', title: 'page' };

export async function action({ request }: Route.ActionArgs) {
  const token = cookieOf(request, cookieNames.portal);
  if (token) await endSession(token);
  const headers = new Headers({ 'Clear-Site-Data': '"cache", "storage"' });
  headers.append('Set-Cookie', setCookie(cookieNames.portal, ''));
  return redirect('/', { status: 303, headers });
}

export default function SignOut() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('signOut.title')}</h1>
      <p className="lead">{t('signOut.lead')}</p>
      <AnswerForm id="sign-out-form">
        <Buttons>
          <Button kind="primary">{t('signOut.now')}</Button>
          <ButtonLink kind="quiet" href="/home">
            {t('signOut.stay')}
          </ButtonLink>
        </Buttons>
      </AnswerForm>
    </>
  );
}
