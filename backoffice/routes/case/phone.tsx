import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { askedIn } from '../../asked.server.ts';
import { CasePage } from '../../case-page.tsx';
import { Aloud } from '../../phone/aloud.tsx';
import { callPage } from '../../phone/call.server.ts';
import { callAction } from '../../phone/call-action.server.ts';
import { CallView } from '../../phone/call-view.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/phone';

export const handle: PageHandle = { policy: 'casework', title: 'phone' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const page = await transactionAs(meAtDesk(context), (tx) => callPage(tx, params.id));
  const asked = askedIn(request);
  const saved = asked.oneOf('saved', ['1']) !== null;
  return { page, saved, stopped: asked.count('stopped'), left: asked.count('left') };
}

export const action = callAction;

export default function OnThePhone({ loaderData, actionData }: Route.ComponentProps) {
  const { page, saved } = loaderData;
  if (saved && !actionData) return <Saved {...loaderData} />;
  return <CallView page={page} after={actionData} onPaper={false} />;
}

function Saved({ page, stopped, left }: Route.ComponentProps['loaderData']) {
  const { t } = useTranslation();
  const { shown, questions } = page;
  return (
    <CasePage shown={shown} title={t('phone.title', { name: shown.callMe })}>
      <Notice tone="told" title={t('phone.saved.title')} level={2} announce>
        <p>
          {t('phone.saved.attempt')}{' '}
          {stopped !== null && stopped > 0 && t('contact.stopped', { count: stopped })}{' '}
          {left !== null && left > 0 && t('contact.left', { count: left })}
        </p>
      </Notice>
      <p className="hint">{t('phone.saved.say')}</p>
      <Aloud said={questions.closing} />
      <p>
        <a href={`/cases/${shown.caseId}`}>{t('phone.saved.toCase')}</a>
      </p>
    </CasePage>
  );
}
