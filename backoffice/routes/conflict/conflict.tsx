import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { caseByReference } from '#casework/case/search.server.ts';
import { conflictForm } from '#casework/conflict/form.server.ts';
import { declareConflict } from '#casework/conflict/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { errorsOf } from '../../problems.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/conflict';

export const handle: PageHandle = { policy: 'casework', title: 'conflict' };

export function loader({ request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return { reference: searchParams.get('reference') ?? '', declared: searchParams.has('declared') };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, conflictForm);
  if (!form.ok) return form.again;
  const declared = await transactionAs(meAtDesk(context), async (tx) => {
    const found = await caseByReference(tx, form.value.reference);
    if (found) await declareConflict(tx, found.victimId);
    return found !== null;
  });
  if (!declared) return form.again([{ field: 'reference', problem: 'conflict.reference.notOpen' }]);
  return redirect('/conflict?declared=1', 303);
}

export default function Conflict({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const typed = actionData?.values.reference;
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
          value={typeof typed === 'string' ? typed : loaderData.reference}
        />
        <DeskButton kind="primary">{t('conflict.declare')}</DeskButton>
      </DeskForm>
    </>
  );
}
