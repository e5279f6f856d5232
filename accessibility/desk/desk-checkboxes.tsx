import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { type AnswerOption, optionId } from '../fields/option.tsx';
import { useErrorAt } from './desk-form.tsx';

type DeskCheckboxesProps = {
  name: string;
  label: string;
  hint?: string | undefined;
  /** `read` is where to read what an option stands for; its label is said after the words of the link. */
  options: readonly (AnswerOption & { read?: { href: string; text: string } })[];
  values: readonly string[];
};

export function DeskCheckboxes({ name, label, hint, options, values }: DeskCheckboxesProps) {
  const error = useErrorAt(name);
  return (
    <CheckboxGroup className="field" name={name} isInvalid={error !== undefined} defaultValue={[...values]}>
      <Label>{label}</Label>
      {hint && (
        <Text className="hint" slot="description">
          {hint}
        </Text>
      )}
      <FieldError className="error-message">{error}</FieldError>
      {options.map((option) => (
        <CheckboxField
          className="option"
          key={option.value}
          id={optionId(name, options, option)}
          value={option.value}
        >
          <CheckboxButton className="option-button">{option.label}</CheckboxButton>
          {option.hint && (
            <Text className="hint" slot="description">
              {option.hint}
            </Text>
          )}
          {option.read && (
            <a href={option.read.href}>
              {option.read.text}
              <span className="heard-only"> {option.label}</span>
            </a>
          )}
        </CheckboxField>
      ))}
    </CheckboxGroup>
  );
}
