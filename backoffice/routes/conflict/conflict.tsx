import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { caseByReference } from '#casework/case/search.server.ts';
import { conflictForm } from '#casework/conflict/form.server.ts';
import { declareConflict, handOverRefused } from '#casework/conflict/store.server.ts';
import { possibleWorkers } from '#casework/staff/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { errorsOf } from '../../problems.ts';
import { formValues } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/conflict';

export const handle: PageHandle = { policy: 'casework', title: 'conflict' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const me = meAtDesk(context);
  const workers = await transactionAs(me, possibleWorkers);
  return {
    reference: searchParams.get('reference') ?? '',
    declared: searchParams.has('declared'),
    others: workers
      .filter(({ staffId }) => staffId !== me.staffId)
      .map(({ staffId, firstName }) => ({ value: staffId, label: firstName })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, conflictForm);
  if (!form.ok) return form.again;
  const { reference, handTo } = form.value;
  const refused = await transactionAs(meAtDesk(context), async (tx) => {
    const found = await caseByReference(tx, reference);
    if (!found) return { field: 'reference', problem: 'conflict.reference.notOpen' };
    const problem = await handOverRefused(tx, found.victimId, handTo);
    if (problem) return { field: 'handTo', problem };
    await declareConflict(tx, found.victimId, handTo);
    return null;
  });
  if (refused) return form.again([refused]);
  return redirect('/conflict?declared=1', 303);
}

export default function Conflict({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, { reference: loaderData.reference });
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>{t('conflict.title')}</h1>
      {loaderData.declared && (
        <Notice tone="told" level={2} title={t('conflict.done')} announce>
          <p>{t('conflict.doneNext')}</p>
        </Notice>
      )}
      <p>{t('conflict.what')}</p>
      <p>{t('conflict.forGood')}</p>
      <DeskForm errors={errors}>
        <DeskTextField
          name="reference"
          label={t('conflict.reference')}
          hint={t('conflict.referenceHint')}
          value={values.one('reference')}
        />
        <SelectField
          name="handTo"
          label={t('conflict.handTo')}
          hint={t('conflict.handToHint')}
          unset={t('form.choose')}
          value={values.one('handTo')}
          errors={errors}
          options={loaderData.others}
        />
        <DeskButton kind="primary">{t('conflict.declare')}</DeskButton>
      </DeskForm>
    </>
  );
}
