import type { ReactNode } from 'react';
import { Form, type FormProps } from 'react-aria-components/Form';
import type { FieldError } from '../fields/field-error.ts';

type DeskFormProps = Pick<FormProps, 'id' | 'action'> & {
  errors: readonly FieldError[];
  children: ReactNode;
};

/** Posts to the server (to its own page unless `action` is given), which judges. What it found wrong goes in by name and comes out at each field. */
export function DeskForm({ errors, children, ...form }: DeskFormProps) {
  return (
    <Form
      {...form}
      className="desk-form"
      method="post"
      validationBehavior="aria"
      validationErrors={Object.fromEntries(errors.map(({ field, message }) => [field, message]))}
    >
      {children}
    </Form>
  );
}
