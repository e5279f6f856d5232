import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { BackLink } from '#accessibility/frame/back-link.tsx';

type AnswerPageProps = {
  back: string;
  errors: readonly FieldError[];
  /** The page's heading; left out where the question itself is the heading. */
  title?: string;
  /** What stands above the form. */
  lead?: ReactNode;
  hidden?: Readonly<Record<string, string | number>>;
  submit: string;
  children: ReactNode;
  /** Another button of the same form. It comes second: Enter presses the first. */
  other?: ReactNode;
  /** Leaves nothing for whoever presses Back: no session ends here that would keep this page shut. */
  forgotten?: boolean;
  /** What stands below the form. */
  after?: ReactNode;
};

/** The id every answer page's form has: what `handle.form` names. */
export const answerForm = 'answer-form';

/** A page that asks: back, what was wrong, the question, one button. */
export function AnswerPage({
  back,
  errors,
  title,
  lead,
  hidden = {},
  submit,
  children,
  other,
  forgotten,
  after,
}: AnswerPageProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href={back} label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errors} />
      {title && <h1>{title}</h1>}
      {lead}
      <AnswerForm id={answerForm} forgotten={forgotten}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <Button kind="primary">{submit}</Button>
        {other}
      </AnswerForm>
      {after}
    </>
  );
}
