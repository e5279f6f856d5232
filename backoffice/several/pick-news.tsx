import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Field } from '#accessibility/fields/field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { batchKinds } from '#casework/batch/rules.ts';
import type { NewPage } from './new.server.ts';

type PickNewsProps = { page: NewPage; errors: readonly FieldError[] };

/** What happened in the incident, to tell several people of, or something that is recorded nowhere yet. */
export function PickNews({ page, errors }: PickNewsProps) {
  const { t } = useTranslation();
  const { caseId, recorded, typed } = page;
  const here = (kind: string, happenedOn: string) =>
    `/several/new?${new URLSearchParams({ case: caseId, kind, happenedOn })}`;
  return (
    <>
      <h2>{t('several.pick')}</h2>
      <DataTable
        caption={t('several.pickCaption')}
        rows={recorded}
        rowKey={({ kind, happenedOn }) => `${kind} ${happenedOn}`}
        empty={<Empty title={t('several.pickNone')} next={t('several.pickNext')} />}
        columns={[
          { header: t('update.date'), cell: ({ on }) => <time dateTime={on.dateTime}>{on.text}</time> },
          { header: t('update.what'), cell: ({ kind }) => t(`update.milestone.${kind}`), heads: true },
          { header: t('several.inCases'), cell: ({ cases }) => cases, numeric: true },
          {
            header: t('update.does'),
            cell: ({ kind, happenedOn, phoneFirst }) =>
              phoneFirst ? t('several.byPhone') : <a href={here(kind, happenedOn)}>{t('update.write')}</a>,
          },
        ]}
      />
      <h2>{t('several.other')}</h2>
      <form className="desk-form" method="get" action="/several/new">
        <input type="hidden" name="case" value={caseId} />
        <SelectField
          name="kind"
          label={t('update.kind')}
          hint={t('several.noHardNews')}
          unset={t('contact.add.unset')}
          options={batchKinds.map((value) => ({ value, label: t(`update.milestone.${value}`) }))}
          value={typed.kind}
          errors={errors}
        />
        <Field name="happenedOn" label={t('update.on')} width="short" errors={errors}>
          {(control) => <input {...control} type="date" defaultValue={typed.happenedOn} />}
        </Field>
        <button className="button" data-kind="primary" type="submit">
          {t('several.goOn')}
        </button>
      </form>
    </>
  );
}
