import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { milestoneKinds, milestones } from '#casework/milestone/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import type { UpdatePage } from './write.server.ts';

type PickMilestoneProps = { page: UpdatePage; values: FormValues | undefined; errors: readonly FieldError[] };

/** What has happened in the case, to write about, or to be recorded first. */
export function PickMilestone({ page, values, errors }: PickMilestoneProps) {
  const { t } = useTranslation();
  const kinds = milestoneKinds.map((value) => ({
    value,
    label: milestones[value].phoneFirst
      ? `${t(`update.milestone.${value}`)} (${t('update.phoneFirst')})`
      : t(`update.milestone.${value}`),
  }));
  return (
    <>
      {page.waiting.length > 0 && <Waiting page={page} />}
      <h2>{t('update.pick')}</h2>
      <DataTable
        caption={t('update.pickCaption')}
        rows={page.recorded}
        rowKey={({ milestoneId }) => milestoneId}
        empty={<Empty title={t('update.pickNone')} next={t('update.pickNext')} />}
        columns={[
          { header: t('update.date'), cell: ({ on }) => <time dateTime={on.dateTime}>{on.text}</time> },
          { header: t('update.what'), cell: ({ kind }) => t(`update.milestone.${kind}`), heads: true },
          {
            header: t('update.does'),
            cell: ({ milestoneId, phoneFirst }) => (
              <>
                <a href={`/cases/${page.shown.caseId}/update?milestone=${milestoneId}`}>
                  {t('update.write')}
                </a>{' '}
                {phoneFirst && t('update.phoneFirst')}
              </>
            ),
          },
        ]}
      />
      <p>
        <a href={`/several/new?case=${page.shown.caseId}`}>{t('several.start')}</a>
      </p>
      <h2>{t('update.record')}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="record" />
        <input type="hidden" name="key" value={page.key} />
        <SelectField
          name="kind"
          label={t('update.kind')}
          unset={t('contact.add.unset')}
          options={kinds}
          value={typedIn(values, 'kind')}
          errors={errors}
        />
        <DeskTextField
          name="happenedOn"
          type="date"
          label={t('update.on')}
          value={typedIn(values, 'happenedOn')}
        />
        <DeskButton kind="primary">{t('update.recordButton')}</DeskButton>
      </DeskForm>
    </>
  );
}

function Waiting({ page }: { page: UpdatePage }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('update.waiting')}</h2>
      <ul className="reasons">
        {page.waiting.map(({ updateId, topic, written }) => (
          <li key={updateId}>
            <a href={`/cases/${page.shown.caseId}/update/${updateId}/release`}>
              {t('update.waitingLine', { topic: t(`update.topics.${topic}`), written })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
