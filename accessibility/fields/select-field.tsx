import { Field, type FieldProps } from './field.tsx';

export type SelectOption = { value: string; label: string };

type SelectFieldProps = FieldProps & {
  options: readonly SelectOption[];
  value?: string | undefined;
  /** The first, empty line: what it means to have chosen nothing. */
  unset: string;
};

export function SelectField({ options, value, unset, ...field }: SelectFieldProps) {
  return (
    <Field {...field} width="short">
      {(control) => (
        <select {...control} defaultValue={value}>
          <option value="">{unset}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
