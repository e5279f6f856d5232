export type AnswerOption = {
  value: string;
  label: string;
  hint?: string | undefined;
  /** What the label is written in, where that is not the page's language. */
  lang?: string | undefined;
  /** Which way the margin line turns when this is chosen. */
  answer?: 'yes' | 'no' | undefined;
};

type OptionProps = {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  option: AnswerOption;
  chosen: boolean;
};

/** The whole row is the label, so the whole row can be touched. */
export function Option({ type, id, name, option, chosen }: OptionProps) {
  const labelId = `${name}-${option.value}-label`;
  const hintId = option.hint ? `${name}-${option.value}-hint` : undefined;
  return (
    <label className="option">
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        defaultChecked={chosen}
        aria-labelledby={labelId}
        aria-describedby={hintId}
        data-answer={option.answer}
      />
      <span id={labelId} lang={option.lang}>
        {option.label}
      </span>
      {option.hint && (
        <span className="hint" id={hintId}>
          {option.hint}
        </span>
      )}
    </label>
  );
}

/** The first control bears the field's own name as id: the error summary leads there. */
export function optionId(name: string, options: readonly AnswerOption[], option: AnswerOption): string {
  return option === options[0] ? name : `${name}-${option.value}`;
}
