import { Field, type FieldProps } from './field.tsx';

type TextAreaProps = FieldProps & { value?: string | undefined; rows?: number | undefined };

export function TextArea({ value, rows = 6, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(control) => <textarea {...control} rows={rows} dir="auto" defaultValue={value} />}
    </Field>
  );
}
