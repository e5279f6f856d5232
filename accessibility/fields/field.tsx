import type { ReactNode } from 'react';
import { describedBy, errorAt, type FieldError } from './field-error.ts';
import { FieldNotes } from './field-notes.tsx';
import { Heading, type HeadingLevel, Worded } from './heading.tsx';

export type FieldProps = {
  name: string;
  label: string;
  /** Given when the label is the page's or the section's heading. */
  level?: HeadingLevel | undefined;
  /** What the label is in, where that is not the page's language. */
  labelLang?: string | undefined;
  hint?: string | undefined;
  errors: readonly FieldError[];
};

type ControlProps = {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type Shell = FieldProps & {
  width?: 'code' | 'short' | 'full' | undefined;
  children: (control: ControlProps) => ReactNode;
};

/** Label, hint and error around one native control, tied to it by id. */
export function Field({ name, label, level, labelLang, hint, errors, width = 'full', children }: Shell) {
  const error = errorAt(errors, name);
  const labelled = (
    <label htmlFor={name}>
      <Worded lang={labelLang}>{label}</Worded>
    </label>
  );
  return (
    <div className="field" data-width={width} data-invalid={error ? '' : undefined}>
      {level ? <Heading level={level}>{labelled}</Heading> : labelled}
      <FieldNotes field={name} hint={hint} error={error} />
      {children({
        id: name,
        name,
        'aria-describedby': describedBy(name, hint, error),
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  );
}
