import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import type { InboxFilters } from '#casework/feedback/form.server.ts';
import { feedbackStates, feedbackSubjects } from '#casework/feedback/rules.ts';

/** What of the inbox is shown: sent by GET, so that the address keeps it. */
export function InboxFilter({ filters, tags }: { filters: InboxFilters; tags: readonly string[] }) {
  const { t } = useTranslation();
  const none = { errors: [] };
  return (
    <search>
      <form className="filters" method="get" action="/feedback">
        <SelectField
          {...none}
          name="state"
          label={t('feedback.stateOf')}
          unset={t('feedback.state.open')}
          value={filters.state === 'open' ? '' : filters.state}
          options={[...feedbackStates, 'all' as const].map((value) => ({
            value,
            label: t(`feedback.state.${value}`),
          }))}
        />
        <SelectField
          {...none}
          name="about"
          label={t('feedback.aboutWhat')}
          unset={t('feedback.anything')}
          value={filters.about}
          options={feedbackSubjects.map((value) => ({ value, label: t(`feedback.about.${value}`) }))}
        />
        <SelectField
          {...none}
          name="owner"
          label={t('feedback.owner')}
          unset={t('feedback.anybody')}
          value={filters.owner}
          options={(['mine', 'nobody'] as const).map((value) => ({ value, label: t(`feedback.${value}`) }))}
        />
        <SelectField
          {...none}
          name="tag"
          label={t('feedback.tags')}
          unset={t('feedback.anyTag')}
          value={filters.tag}
          options={tags.map((value) => ({ value, label: value }))}
        />
        <DeskButton kind="quiet">{t('feedback.show')}</DeskButton>
      </form>
    </search>
  );
}
