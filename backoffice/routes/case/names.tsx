import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { endIdentifierForm, identifierForm } from '#casework/leak/form.server.ts';
import { identifierKinds } from '#casework/leak/rules.ts';
import { endIdentifier, identifiersOf, knowIdentifier } from '#casework/leak/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm, valuesOf } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { momentOf } from '../../moments.server.ts';
import { notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/names';

export const handle: PageHandle = { policy: 'casework', title: 'names' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const known = await identifiersOf(tx, it.incident.id);
    return {
      ...{ shown, done: searchParams.has('done') },
      known: known.map(({ addedAt, ...one }) => ({ ...one, added: momentOf(addedAt) })),
      kinds: identifierKinds,
    };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const me = meAtDesk(context);
  const done = redirect(`/cases/${params.id}/names?done=1`, 303);
  if (typedIn(valuesOf(await request.clone().formData()), 'intent') === 'end') {
    const form = await readForm({ request, context }, endIdentifierForm);
    if (!form.ok) return form.again;
    const { identifierId } = form.value;
    const end = transactionAs(me, async (tx) =>
      endIdentifier(tx, (await caseHere(tx, params.id)).it.incident.id, identifierId),
    );
    await notThereAs404(end);
    return done;
  }
  const form = await readForm({ request, context }, identifierForm, ['words']);
  if (!form.ok) return form.again;
  const know = transactionAs(me, async (tx) =>
    knowIdentifier(tx, (await caseHere(tx, params.id)).it.incident.id, form.value),
  );
  await notThereAs404(know);
  return done;
}

export default function Names({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, known, kinds, done } = loaderData;
  const errors = errorsOf(t, actionData);
  const kindOptions = kinds.map((value) => ({ value, label: t(`leak.kind.${value}`) }));
  const ambiguous = (['yes', 'no'] as const).map((value) => ({ value, label: t(`leak.ambiguous.${value}`) }));
  return (
    <CasePage shown={shown} title={t('names.title')} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t('names.done')} level={2} announce>
          <p>{t('names.doneBody')}</p>
        </Notice>
      )}
      <p>{t('names.lead')}</p>
      <DataTable
        caption={t('names.caption')}
        rows={known}
        rowKey={({ identifierId }) => identifierId}
        empty={<Empty title={t('names.none')} next={t('names.noneNext')} />}
        columns={[
          { header: t('names.what'), cell: ({ kind }) => t(`leak.kind.${kind}`), heads: true },
          { header: t('names.spellings'), cell: ({ spellings }) => spellings, numeric: true },
          { header: t('names.word'), cell: (one) => t(one.ambiguous ? 'names.warns' : 'names.stops') },
          {
            header: t('names.added'),
            cell: ({ added }) => <time dateTime={added.dateTime}>{added.text}</time>,
          },
          {
            header: t('names.does'),
            cell: ({ identifierId, ofVictim }) =>
              ofVictim ? t('names.byItself') : <End identifierId={identifierId} />,
          },
        ]}
      />
      <h2>{t('names.add')}</h2>
      <DeskForm errors={errors}>
        <SelectField
          name="kind"
          label={t('names.what')}
          unset={t('contact.add.unset')}
          options={kindOptions}
          value={typedIn(actionData?.values, 'kind')}
          errors={errors}
        />
        <DeskTextField name="words" label={t('names.words')} hint={t('names.wordsHint')} />
        <SelectField
          name="ambiguous"
          label={t('names.ambiguous')}
          hint={t('names.ambiguousHint')}
          unset={t('leak.ambiguous.unset')}
          options={ambiguous}
          value={typedIn(actionData?.values, 'ambiguous')}
          errors={errors}
        />
        <DeskButton kind="primary">{t('names.button')}</DeskButton>
      </DeskForm>
    </CasePage>
  );
}

function End({ identifierId }: { identifierId: string }) {
  const { t } = useTranslation();
  return (
    <DeskForm errors={[]}>
      <input type="hidden" name="identifierId" value={identifierId} />
      <DeskButton kind="quiet" name="intent" value="end">
        {t('names.end')}
      </DeskButton>
    </DeskForm>
  );
}
