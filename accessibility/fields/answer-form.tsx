import type { ReactNode } from 'react';

type AnswerFormProps = {
  /** Also what LanguageList's formId names. */
  id: string;
  /** Left out, the page answers itself. */
  action?: string | undefined;
  children: ReactNode;
};

/** A form the server judges: the browser's own checks speak the browser's language, not the person's. */
export function AnswerForm({ id, action, children }: AnswerFormProps) {
  return (
    <form id={id} method="post" action={action} noValidate>
      {children}
    </form>
  );
}
