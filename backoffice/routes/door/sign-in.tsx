import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { staffSignInForm } from '#casework/staff/form.server.ts';
import { staffSigningIn } from '#casework/staff/gate.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { deskSessionContext } from '#web/context.server.ts';
import { cookieNames, cookieOf, setCookie } from '#web/cookies.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { pathInside } from '#web/path-inside.server.ts';
import { beginSession, endSession } from '#web/session.server.ts';
import { errorsOf } from '../../problems.ts';
import type { Route } from './+types/sign-in';

const secret = ['password', 'code'];

export const handle: PageHandle = { policy: 'anyone', title: 'sign_in', secret };

export function loader({ request, context }: Route.LoaderArgs) {
  if (context.get(deskSessionContext)) throw redirect(pathInside(request), 303);
  return null;
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, staffSignInForm, secret);
  if (!form.ok) return form.again;
  const someone = await staffSigningIn(form.value);
  if (!someone) return form.again([{ field: 'email', problem: 'staff.signIn.wrong' }]);
  const { role, serviceId, staffId } = someone;
  const token = await transactionAs({ role, serviceId, staffId }, (tx) => beginSession(tx));
  const before = cookieOf(request, cookieNames.backoffice);
  if (before) await endSession(before);
  const headers = { 'Set-Cookie': setCookie(cookieNames.backoffice, token) };
  return redirect(pathInside(request), { status: 303, headers });
}

export default function SignIn({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const email = actionData?.values.email;
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>{t('signIn.title')}</h1>
      <DeskForm errors={errors}>
        <DeskTextField
          name="email"
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={typeof email === 'string' ? email : ''}
        />
        <DeskTextField
          name="password"
          label={t('signIn.password')}
          type="password"
          autoComplete="current-password"
        />
        <DeskTextField
          name="code"
          label={t('signIn.code')}
          hint={t('signIn.codeHint')}
          autoComplete="one-time-code"
        />
        <DeskButton kind="primary">{t('signIn.in')}</DeskButton>
      </DeskForm>
      <p>{t('signIn.lost')}</p>
    </>
  );
}
