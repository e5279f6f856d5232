import type { ReactNode } from 'react';
import { describedBy, errorAt, type FieldError } from './field-error.ts';
import { FieldNotes } from './field-notes.tsx';
import { Heading, type HeadingLevel, Worded } from './heading.tsx';

export type QuestionProps = {
  name: string;
  legend: string;
  /** 1 when the question is the page, 2 or 3 when it is one of several. */
  level: HeadingLevel;
  /** What the question is in, where that is not the page's language. */
  legendLang?: string | undefined;
  hint?: string | undefined;
  errors: readonly FieldError[];
  /** A choice the ledger keeps carries the margin line, dotted until it is answered. */
  line?: 'unanswered' | undefined;
};

/** One question with several controls; its words are the group's name, its hint and error the description. */
export function Question({
  name,
  legend,
  level,
  legendLang,
  hint,
  errors,
  line,
  children,
}: QuestionProps & { children: ReactNode }) {
  const error = errorAt(errors, name);
  return (
    <fieldset
      className="question"
      aria-describedby={describedBy(name, hint, error)}
      data-invalid={error ? '' : undefined}
      data-line={error ? undefined : line}
    >
      <legend className="legend">
        <Heading level={level}>
          <Worded lang={legendLang}>{legend}</Worded>
        </Heading>
      </legend>
      <FieldNotes field={name} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}
