import { type AnswerOption, Option, optionId } from './option.tsx';
import { Question, type QuestionProps } from './question.tsx';

type RadiosProps = QuestionProps & { options: readonly AnswerOption[]; value?: string | undefined };

/** One answer of several; none is chosen beforehand. */
export function Radios({ options, value, ...question }: RadiosProps) {
  const { name } = question;
  return (
    <Question {...question}>
      <div className="options">
        {options.map((option) => (
          <Option
            key={option.value}
            type="radio"
            id={optionId(name, options, option)}
            name={name}
            option={option}
            chosen={option.value === value}
          />
        ))}
      </div>
    </Question>
  );
}
