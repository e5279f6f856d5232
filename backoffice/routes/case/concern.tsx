import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { concernTakenForm } from '#casework/safety-concern/form.server.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/concern';

export const handle: PageHandle = { policy: 'casework', title: 'concern' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { shown } = await transactionAs(meAtDesk(context), (tx) => caseHere(tx, params.id));
  return { shown, key: crypto.randomUUID(), done: new URL(request.url).searchParams.has('done') };
}

const posted = concernTakenForm.extend({ key: z.uuid() });

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, posted);
  if (!form.ok) return form.again;
  const { key, words, takenBy } = form.value;
  const to = await transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    return once(tx, key, async () => {
      await raiseConcern(tx, { victimId: it.victimId, caseId: it.caseId, words, takenBy });
      return `/cases/${it.caseId}/concern?done=1`;
    });
  });
  return redirect(to, 303);
}

const ways = ['phone', 'visit', 'letter'] as const;

export default function Concern({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, key, done } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = actionData?.values;
  return (
    <CasePage shown={shown} title={t('concern.title', { name: shown.callMe })} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t('concern.done')} level={2} announce>
          <p>
            {t('concern.pause')}{' '}
            <a href={`/cases/${shown.caseId}/contact?part=pause`}>{t('concern.pauseLink')}</a>
          </p>
        </Notice>
      )}
      <p>{t('concern.danger')}</p>
      <p>{t('concern.lead')}</p>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={typedIn(values, 'key') ?? key} />
        <DeskTextField name="words" label={t('concern.words')} value={typedIn(values, 'words')} rows={6} />
        <DeskRadios
          name="takenBy"
          label={t('concern.takenBy')}
          options={ways.map((value) => ({ value, label: t(`concern.by.${value}`) }))}
          value={typedIn(values, 'takenBy')}
        />
        <DeskButton kind="primary">{t('concern.button')}</DeskButton>
      </DeskForm>
    </CasePage>
  );
}
