import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { TapAnswers } from '#accessibility/desk/tap-answers.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { audiences, waysTakenDown } from '#casework/statement/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { Aloud } from '../phone/aloud.tsx';
import { WhoAnswers } from '../phone/call-circumstances.tsx';
import { textIn, typedIn } from '../typed.ts';
import type { TakeDownPage } from './take-down.server.ts';

type TakeDownFormProps = {
  page: TakeDownPage;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** Somebody's words as they say them, and who may hear them, asked aloud one by one. */
export function TakeDownForm({ page, values, errors }: TakeDownFormProps) {
  const { t } = useTranslation();
  const { aloud, key, language, languageName, languages, onlyEnglish } = page;
  const tap = (name: string) => ({ name, value: textIn(values, name), errors });
  return (
    // In parts: a letter of any script then weighs what it weighs, where a form otherwise triples it.
    <DeskForm errors={errors} encType="multipart/form-data">
      <input type="hidden" name="key" value={typedIn(values, 'key') ?? key} />
      <TapAnswers
        {...tap('how')}
        question={t('statement.takeDown.how')}
        options={waysTakenDown.map((value) => ({ value, label: t(`statement.takeDown.hows.${value}`) }))}
      />
      <WhoAnswers
        name="capacity"
        question={t('statement.takeDown.who')}
        page={page}
        values={values ?? {}}
        errors={errors}
      />
      <TapAnswers {...tap('writtenIn')} question={t('statement.takeDown.writtenIn')} options={languages} />
      <DeskTextField
        name="words"
        label={t('statement.takeDown.words')}
        hint={t('statement.takeDown.wordsHint')}
        value={typedIn(values, 'words')}
        rows={10}
      />
      <h2>{t('statement.takeDown.may')}</h2>
      <p className="hint">{t('statement.takeDown.mayHint')}</p>
      <p className="hint">{t('statement.takeDown.onPaper')}</p>
      {onlyEnglish && <p>{t('phone.onlyEnglish', { language: onlyEnglish })}</p>}
      {language !== 'en' && (
        <TapAnswers
          name="saidIn"
          value={typedIn(values, 'saidIn')}
          errors={errors}
          question={t('statement.takeDown.saidIn')}
          options={[
            { value: 'en', label: t('languages.en') },
            { value: language, label: languageName },
          ]}
        />
      )}
      <Aloud said={aloud.ask} />
      {audiences.map((audience) => (
        <TapAnswers
          key={audience}
          {...tap(audience)}
          question={aloud[audience].en}
          also={aloud[audience].also}
          options={[
            { value: '', label: t('phone.notAsked') },
            { value: 'agreed', label: t('phone.yes'), answer: 'yes' },
            { value: 'declined', label: t('phone.no'), answer: 'no' },
          ]}
        />
      ))}
      <DeskButton kind="primary" name="intent" value="check">
        {t('statement.takeDown.check')}
      </DeskButton>
    </DeskForm>
  );
}
