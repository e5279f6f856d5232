import { type AnswerOption, Option, optionId } from './option.tsx';
import { Question, type QuestionProps } from './question.tsx';

type CheckboxesProps = QuestionProps & { options: readonly AnswerOption[]; values: readonly string[] };

export function Checkboxes({ options, values, ...question }: CheckboxesProps) {
  const { name } = question;
  return (
    <Question {...question}>
      <div className="options">
        {options.map((option) => (
          <Option
            key={option.value}
            type="checkbox"
            id={optionId(name, options, option)}
            name={name}
            option={option}
            chosen={values.includes(option.value)}
          />
        ))}
      </div>
    </Question>
  );
}
