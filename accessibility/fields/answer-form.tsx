import type { ReactNode } from 'react';

type AnswerFormProps = {
  /** Also what LanguageList's formId names. */
  id: string;
  /** Left out, the page answers itself. */
  action?: string | undefined;
  /** For whoever may share this device: the browser gives back nothing that was typed when somebody presses Back. */
  forgotten?: boolean | undefined;
  children: ReactNode;
};

/** A form the server judges: the browser's own checks speak the browser's language, not the person's. */
export function AnswerForm({ id, action, forgotten, children }: AnswerFormProps) {
  return (
    <form id={id} method="post" action={action} autoComplete={forgotten ? 'off' : undefined} noValidate>
      {children}
    </form>
  );
}
