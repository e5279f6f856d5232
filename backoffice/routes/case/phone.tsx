import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Notice } from '#accessibility/paper/notice.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { Aloud } from '../../phone/aloud.tsx';
import { callPage } from '../../phone/call.server.ts';
import { callAction } from '../../phone/call-action.server.ts';
import { CallView } from '../../phone/call-view.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/phone';

export const handle: PageHandle = { policy: 'casework', title: 'phone' };

const asked = z.object({
  saved: z.literal('1').optional().catch(undefined),
  stopped: z.coerce.number().int().min(0).catch(0),
  left: z.coerce.number().int().min(0).catch(0),
});

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const page = await transactionAs(meAtDesk(context), (tx) => callPage(tx, params.id));
  return { page, ...asked.parse(Object.fromEntries(new URL(request.url).searchParams)) };
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
          {t('phone.saved.attempt')} {stopped > 0 && t('contact.stopped', { count: stopped })}{' '}
          {left > 0 && t('contact.left', { count: left })}
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
