import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { waysTakenDown } from '#casework/statement/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';

type AnswerFormProps = {
  name: string;
  words: string;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** What the person says to the words when they are read out, taken down for them: each answer as easy as the other. */
export function AnswerForm({ name, words, values, errors }: AnswerFormProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="their-answer">
      <h2 id="their-answer">{t('extract.answer.title', { name })}</h2>
      <p>{t('extract.answer.lead')}</p>
      <DeskForm errors={errors}>
        <DeskTextField
          name="words"
          label={t('extract.answer.words')}
          value={typedIn(values, 'words') ?? words}
          rows={6}
        />
        <DeskRadios
          name="how"
          label={t('extract.answer.how')}
          value={typedIn(values, 'how')}
          options={waysTakenDown.map((value) => ({ value, label: t(`statement.takeDown.hows.${value}`) }))}
        />
        <DeskRadios
          name="answer"
          label={t('extract.answer.said')}
          value={typedIn(values, 'answer')}
          options={(['approved', 'refused'] as const).map((value) => ({
            value,
            label: t(`extract.answer.${value}`),
          }))}
        />
        <DeskButton kind="primary" name="intent" value="answer">
          {t('extract.answer.keep')}
        </DeskButton>
      </DeskForm>
    </section>
  );
}
