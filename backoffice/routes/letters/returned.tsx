import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { returnedForm } from '#casework/print-run/form.server.ts';
import { letterReturned } from '#casework/print-run/returned.server.ts';
import { returnReasons } from '#casework/print-run/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { nowInFields } from '../../moments.server.ts';
import { errorsOf } from '../../problems.ts';
import { formValues } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/returned';

export const handle: PageHandle = { policy: 'casework', title: 'letter_returned' };

const ways = ['text', 'email', 'none'] as const;

/** What was noted a moment ago stands in the address, so that loading the page again notes nothing. */
export function loader({ request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const told = ways.find((way) => way === searchParams.get('told')) ?? null;
  const task = /^[0-9a-f-]{36}$/.exec(searchParams.get('task') ?? '');
  return { done: told && task ? { told, task: task[0] } : null, today: nowInFields().date };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, returnedForm);
  if (!form.ok) return form.again;
  const came = await transactionAs(meAtDesk(context), (tx) => letterReturned(tx, form.value));
  if (came.known) return redirect(`/letters/returned?told=${came.toldBy ?? 'none'}&task=${came.taskId}`, 303);
  const problem =
    came.why === 'early'
      ? { field: 'on', problem: 'printRun.returnedOn.early' }
      : { field: 'reference', problem: `printRun.reference.${came.why}` };
  return form.again([problem]);
}

export default function Returned({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { done, today } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, { on: today });
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <p>
        <a href="/letters">{t('letters.run.back')}</a>
      </p>
      <h1>{t('letters.returned.title')}</h1>
      {done && !actionData && (
        <Notice tone="told" level={2} title={t('letters.returned.done')} announce>
          <p>{t(`letters.returned.told.${done.told}`)}</p>
          <p>
            <a href={`/tasks/${done.task}`}>{t('letters.returned.task')}</a>
          </p>
        </Notice>
      )}
      <p>{t('letters.returned.lead')}</p>
      <DeskForm errors={errors}>
        <DeskTextField
          name="reference"
          label={t('letters.returned.reference')}
          hint={t('letters.returned.referenceHint')}
          value={values.one('reference')}
        />
        <DeskTextField name="on" label={t('letters.returned.on')} type="date" value={values.one('on')} />
        <DeskRadios
          name="why"
          label={t('letters.returned.why')}
          value={values.one('why')}
          options={returnReasons.map((value) => ({ value, label: t(`letters.returned.reason.${value}`) }))}
        />
        <DeskButton kind="primary">{t('letters.returned.keep')}</DeskButton>
      </DeskForm>
    </>
  );
}
