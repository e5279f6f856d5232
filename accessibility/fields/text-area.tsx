import { Field, type FieldProps } from './field.tsx';

type TextAreaProps = FieldProps & {
  value?: string | undefined;
  rows?: number | undefined;
  /** What the words are in, where that is not the page's language. */
  lang?: string | undefined;
};

export function TextArea({ value, rows = 6, lang, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(control) => <textarea {...control} rows={rows} lang={lang} dir="auto" defaultValue={value} />}
    </Field>
  );
}
