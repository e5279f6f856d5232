import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useErrorAt } from './desk-form.tsx';

type DeskTextFieldProps = {
  name: string;
  label: string;
  hint?: string | undefined;
  value?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'search' | 'password' | 'date' | 'time' | undefined;
  autoComplete?: string | undefined;
  /** Rows of a text area; left out, one line. */
  rows?: number | undefined;
};

export function DeskTextField({
  name,
  label,
  hint,
  value = '',
  type = 'text',
  autoComplete = 'off',
  rows,
}: DeskTextFieldProps) {
  const error = useErrorAt(name);
  return (
    <TextField
      className="field"
      id={name}
      name={name}
      isInvalid={error !== undefined}
      defaultValue={value}
      type={type}
      autoComplete={autoComplete}
    >
      <Label>{label}</Label>
      {hint && (
        <Text className="hint" slot="description">
          {hint}
        </Text>
      )}
      <FieldError className="error-message">{error}</FieldError>
      {rows ? <TextArea rows={rows} dir="auto" /> : <Input dir="auto" />}
    </TextField>
  );
}
