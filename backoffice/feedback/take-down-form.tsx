import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { TapAnswers } from '#accessibility/desk/tap-answers.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { feedbackSubjects, waysTakenDown } from '#casework/feedback/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { textIn, typedIn } from '../typed.ts';

type TakeDownFormProps = {
  page: { key: string; days: number; languages: { value: string; label: string }[] };
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** What somebody tells staff about the service, as they say it; nothing is answered for them. */
export function TakeDownForm({ page: { key, days, languages }, values, errors }: TakeDownFormProps) {
  const { t } = useTranslation();
  const tap = (name: string) => ({ name, value: textIn(values, name), errors });
  return (
    <DeskForm errors={errors}>
      <input type="hidden" name="key" value={typedIn(values, 'key') ?? key} />
      <TapAnswers
        {...tap('how')}
        question={t('feedback.take.how')}
        options={waysTakenDown.map((value) => ({ value, label: t(`statement.takeDown.hows.${value}`) }))}
      />
      <TapAnswers {...tap('writtenIn')} question={t('feedback.take.language')} options={languages} />
      <TapAnswers
        {...tap('about')}
        question={t('feedback.take.about')}
        options={feedbackSubjects.map((value) => ({ value, label: t(`feedback.about.${value}`) }))}
      />
      <DeskTextField
        name="words"
        label={t('feedback.take.words')}
        hint={t('feedback.take.wordsHint')}
        value={typedIn(values, 'words')}
        rows={8}
      />
      <TapAnswers
        {...tap('notMyWorker')}
        question={t('feedback.take.notMyWorker')}
        options={[
          { value: 'no', label: t('feedback.take.workerMay') },
          { value: 'yes', label: t('feedback.take.workerMayNot') },
        ]}
      />
      <TapAnswers
        {...tap('wantsAnswer')}
        question={t('feedback.take.wantsAnswer')}
        hint={t('feedback.take.answerHint', { count: days })}
        options={[
          { value: 'yes', label: t('feedback.take.yes') },
          { value: 'no', label: t('feedback.take.no') },
        ]}
      />
      <DeskButton kind="primary">{t('feedback.take.keep')}</DeskButton>
    </DeskForm>
  );
}
