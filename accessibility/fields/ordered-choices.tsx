import { describedBy, errorAt } from './field-error.ts';
import { FieldNotes } from './field-notes.tsx';
import type { AnswerOption } from './option.tsx';
import { Question, type QuestionProps } from './question.tsx';
import type { SelectOption } from './select-field.tsx';

export type Rank = SelectOption & { answer?: 'no' };

type OrderedChoicesProps = QuestionProps & {
  choices: readonly AnswerOption[];
  /** "First", "Second" … and "Not at all", which carries answer: 'no'. */
  ranks: readonly Rank[];
  /** What has been answered, by choice. */
  values: Readonly<Record<string, string>>;
  unset: string;
};

type RankFieldProps = Pick<OrderedChoicesProps, 'ranks' | 'unset' | 'errors'> & {
  field: string;
  choice: AnswerOption;
  value: string | undefined;
};

function RankField({ field, choice, ranks, value, unset, errors }: RankFieldProps) {
  const error = errorAt(errors, field);
  return (
    <div className="rank field" data-line="unanswered">
      <label className="rank-name" htmlFor={field}>
        {choice.label}
      </label>
      <FieldNotes field={field} hint={choice.hint} error={error} />
      <select
        id={field}
        name={field}
        defaultValue={value}
        aria-describedby={describedBy(field, choice.hint, error)}
        aria-invalid={error ? true : undefined}
      >
        <option value="">{unset}</option>
        {ranks.map((rank) => (
          <option key={rank.value} value={rank.value} data-answer={rank.answer}>
            {rank.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which way first, which next, which never. Posts `name.choice=rank`; nothing is ranked beforehand. */
export function OrderedChoices({ choices, ranks, values, unset, ...question }: OrderedChoicesProps) {
  const { name, errors } = question;
  return (
    <Question {...question}>
      <div className="ranks" id={name} tabIndex={-1}>
        {choices.map((choice) => (
          <RankField
            key={choice.value}
            field={`${name}.${choice.value}`}
            choice={choice}
            ranks={ranks}
            value={values[choice.value]}
            unset={unset}
            errors={errors}
          />
        ))}
      </div>
    </Question>
  );
}
