import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { type AnswerOption, optionId } from '../fields/option.tsx';
import { useErrorAt } from './desk-form.tsx';

type DeskRadiosProps = {
  name: string;
  label: string;
  hint?: string | undefined;
  options: readonly AnswerOption[];
  value?: string | undefined;
};

export function DeskRadios({ name, label, hint, options, value }: DeskRadiosProps) {
  const error = useErrorAt(name);
  return (
    <RadioGroup className="field" name={name} isInvalid={error !== undefined} defaultValue={value ?? null}>
      <Label>{label}</Label>
      {hint && (
        <Text className="hint" slot="description">
          {hint}
        </Text>
      )}
      <FieldError className="error-message">{error}</FieldError>
      {options.map((option) => (
        <RadioField
          className="option"
          key={option.value}
          id={optionId(name, options, option)}
          value={option.value}
        >
          <RadioButton className="option-button">{option.label}</RadioButton>
          {option.hint && (
            <Text className="hint" slot="description">
              {option.hint}
            </Text>
          )}
        </RadioField>
      ))}
    </RadioGroup>
  );
}
