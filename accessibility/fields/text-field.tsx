import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute } from 'react';
import { Field, type FieldProps } from './field.tsx';

type TextKind = 'text' | 'email' | 'tel' | 'code';

type TextFieldProps = FieldProps & {
  kind?: TextKind | undefined;
  value?: string | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  /** Hidden from whoever looks over a shoulder, and not learned by the keyboard. */
  secret?: boolean | undefined;
};

type InputMode = 'text' | 'email' | 'tel' | 'numeric';

/** Numbers, codes and addresses run left to right in every language; words follow their own script. */
const kinds = {
  text: { type: 'text', inputMode: 'text', dir: 'auto', width: 'full' },
  email: { type: 'email', inputMode: 'email', dir: 'ltr', width: 'full' },
  tel: { type: 'tel', inputMode: 'tel', dir: 'ltr', width: 'short' },
  code: { type: 'text', inputMode: 'numeric', dir: 'ltr', width: 'code' },
} as const satisfies Record<
  TextKind,
  {
    type: HTMLInputTypeAttribute;
    inputMode: InputMode;
    dir: 'auto' | 'ltr';
    width: 'full' | 'short' | 'code';
  }
>;

export function TextField({ kind = 'text', value, autoComplete, secret = false, ...field }: TextFieldProps) {
  const { type, inputMode, dir, width } = kinds[kind];
  return (
    <Field {...field} width={width}>
      {(control) => (
        <input
          {...control}
          type={secret ? 'password' : type}
          inputMode={inputMode}
          dir={dir}
          defaultValue={value}
          autoComplete={autoComplete}
          autoCapitalize={kind === 'text' && !secret ? undefined : 'none'}
          spellCheck={kind === 'text' && !secret ? undefined : false}
        />
      )}
    </Field>
  );
}
