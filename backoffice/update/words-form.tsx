import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Field } from '#accessibility/fields/field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { FormValues } from '#web/form.server.ts';
import { chosenIn, typedIn } from '../typed.ts';
import type { DraftShown, UpdatePage } from './write.server.ts';

type WordsFormProps = {
  page: UpdatePage & { picked: NonNullable<UpdatePage['picked']>; draft: DraftShown };
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

const topics = ['decision', 'progress', 'finished', 'restorative', 'safety'] as const;
const channels = ['text', 'email', 'letter'] as const;
const reviews = ['own_words', 'reviewed', 'machine'] as const;

/** The update in the person's language, begun from a draft; what has a gap is not let through. */
export function WordsForm({ page, values, errors }: WordsFormProps) {
  const { t } = useTranslation();
  const { picked, draft, shown, worker } = page;
  const { language, first, english } = draft;
  const typed = values ?? first;
  return (
    <>
      <h2>{t('update.about', { what: t(`update.milestone.${picked.kind}`), date: picked.on.text })}</h2>
      <p>{t('update.language', { language: language.name, name: shown.callMe })}</p>
      {english && <English language={language.name} english={english} />}
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="check" />
        <input type="hidden" name="milestoneId" value={picked.milestoneId} />
        <input type="hidden" name="writtenIn" value={language.code} />
        {(['happened', 'next'] as const).map((part) => (
          <Field key={part} name={part} label={t(`update.${part}`)} hint={t('update.fill')} errors={errors}>
            {(control) => (
              <textarea
                {...control}
                rows={6}
                lang={language.code}
                dir={language.direction}
                defaultValue={typedIn(typed, part)}
              />
            )}
          </Field>
        ))}
        <DeskTextField
          name="nextBy"
          type="date"
          label={t('update.nextBy')}
          hint={t('update.nextByHint')}
          value={typedIn(typed, 'nextBy')}
        />
        <p>{t('update.ask', { worker })}</p>
        <SelectField
          name="topic"
          label={t('update.topic')}
          unset={t('contact.add.unset')}
          options={topics.map((value) => ({ value, label: t(`update.topics.${value}`) }))}
          value={typedIn(typed, 'topic')}
          errors={errors}
        />
        {english && (
          <DeskRadios
            name="reviewState"
            label={t('update.review')}
            options={reviews.map((value) => ({
              value,
              label: t(`update.reviews.${value}`, { language: language.name }),
            }))}
            value={typedIn(typed, 'reviewState') ?? 'machine'}
          />
        )}
        <DeskCheckboxes
          name="channels"
          label={t('update.channels')}
          hint={t('update.channelsHint')}
          options={channels.map((value) => ({ value, label: t(`update.channel.${value}`) }))}
          values={chosenIn(typed, 'channels')}
        />
        <DeskButton kind="primary">{t('update.check')}</DeskButton>
      </DeskForm>
    </>
  );
}

function English({ language, english }: { language: string; english: NonNullable<DraftShown['english']> }) {
  const { t } = useTranslation();
  return (
    <Notice tone="caution" title={t('update.review')} level={3}>
      <p>{t('update.machine', { language })}</p>
      <p>
        <strong>{t('update.english')}</strong>
      </p>
      <p>{english.happened}</p>
      <p>{english.next}</p>
    </Notice>
  );
}
