import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import { valuesOf } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { ExtractList } from '../../extract/extract-list.tsx';
import { type AfterExtract, extractPage, openForExtract, proposed } from '../../extract/propose.server.ts';
import { ProposeForm } from '../../extract/propose-form.tsx';
import { idFrom } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { textIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/extract';

export const handle: PageHandle = { policy: 'casework', title: 'extract_new', bodyLimit: 256 * 1024 };

export function loader({ params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), (tx) => extractPage(tx, params.id));
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const [id, me] = [idFrom(params.id), meAtDesk(context)];
  const intent = textIn(valuesOf(await request.clone().formData()), 'intent');
  if (intent === 'open') return openForExtract(me, id);
  const after = await proposed(me, id, { request, context });
  return typeof after === 'string' ? redirect(`/extracts/${after}`, 303) : after;
}

/** Cutting an extract: opens the words with a receipt, and proposes some of them for one audience. */
export default function NewExtract({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, key, audiences, decisions, extracts } = loaderData;
  const after: AfterExtract | undefined = actionData;
  const errors = errorsOf(t, after);
  return (
    <CasePage shown={shown} title={t('extract.new', { name: shown.callMe })} errors={errors}>
      <p>{t('extract.lead', { name: shown.callMe })}</p>
      {audiences.length === 0 && <p>{t('extract.nobody')}</p>}
      {audiences.length > 0 && !actionData && (
        <DeskForm errors={[]}>
          <DeskButton kind="primary" name="intent" value="open">
            {t('extract.open')}
          </DeskButton>
        </DeskForm>
      )}
      {actionData && (
        <ProposeForm
          formKey={key}
          audiences={audiences}
          decisions={decisions}
          opened={after?.opened}
          values={actionData.values}
          errors={errors}
        />
      )}
      <ExtractList extracts={extracts} />
    </CasePage>
  );
}
