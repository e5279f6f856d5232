import { useTranslation } from 'react-i18next';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { answerForm } from './answer-page.tsx';

type WordFormProps = { code: string | undefined; errors: readonly FieldError[] };

/** Which of the people of a shared number: the digits come along, so that nobody types them twice; they are asked for where they are missing. */
export function WordForm({ code, errors }: WordFormProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/come-back" label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errors} />
      <h1>{t('code.wordTitle')}</h1>
      <p className="lead">{t('code.wordLead')}</p>
      <AnswerForm id={answerForm} action="/code/word">
        {code ? (
          <input type="hidden" name="code" value={code} />
        ) : (
          <TextField
            name="code"
            label={t('code.code')}
            errors={errors}
            kind="code"
            autoComplete="one-time-code"
          />
        )}
        <TextField
          name="word"
          label={t('code.word')}
          hint={t('code.wordHint')}
          errors={errors}
          autoComplete="off"
          secret
        />
        <Button kind="primary">{t('code.open')}</Button>
      </AnswerForm>
      <p>
        <a href="/come-back">{t('code.again')}</a>
      </p>
    </>
  );
}
