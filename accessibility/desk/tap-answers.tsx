import { errorAt, type FieldError } from '../fields/field-error.ts';
import { FieldNotes } from '../fields/field-notes.tsx';
import { type AnswerOption, optionId } from '../fields/option.tsx';
import type { Direction } from '../frame/language-list.tsx';

export type SaidAloud = { code: string; direction: Direction; text: string };

export type TapOption = AnswerOption & { also?: SaidAloud | undefined };

type TapAnswersProps = {
  name: string;
  /** The words to read out. */
  question: string;
  /** The same in the person's language, for an interpreter or for pointing at. */
  also?: SaidAloud | undefined;
  hint?: string | undefined;
  options: readonly TapOption[];
  /** An answer that is none of the options leaves every one of them untaken. */
  value?: string | undefined;
  /** For answers of a sentence: one below the other. */
  stacked?: boolean | undefined;
  errors: readonly FieldError[];
};

/** A question asked aloud, answered by one tap. Each answer looks the same; the first says that nothing was answered. */
export function TapAnswers({ name, question, also, hint, options, value, stacked, errors }: TapAnswersProps) {
  const chosen = value ?? options[0]?.value;
  return (
    <fieldset className="taps" data-invalid={errorAt(errors, name) ? '' : undefined}>
      <legend>
        {question}
        <Also said={also} />
      </legend>
      <FieldNotes field={name} hint={hint} error={errorAt(errors, name)} />
      <div className="taps-row" data-stacked={stacked ? '' : undefined}>
        {options.map((option) => (
          <label className="tap" key={option.value}>
            <input
              type="radio"
              id={optionId(name, options, option)}
              name={name}
              value={option.value}
              defaultChecked={option.value === chosen}
              data-answer={option.answer}
            />
            <span>
              {option.label}
              <Also said={option.also} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Also({ said }: { said: SaidAloud | undefined }) {
  return (
    said && (
      <span className="taps-also" lang={said.code} dir={said.direction}>
        {said.text}
      </span>
    )
  );
}
