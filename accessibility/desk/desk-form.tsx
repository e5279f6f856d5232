import { createContext, type ReactNode, use } from 'react';
import { Form, type FormProps } from 'react-aria-components/Form';
import { errorAt, type FieldError } from '../fields/field-error.ts';

type DeskFormProps = Pick<FormProps, 'id' | 'action' | 'encType'> & {
  errors: readonly FieldError[];
  children: ReactNode;
};

const Refused = createContext<readonly FieldError[]>([]);

/**
 * What the server found wrong with a field. It stands until the server answers again: were it to go when the field is left,
 * the button below would move away from under the pointer that is pressing it.
 */
export const useErrorAt = (field: string) => errorAt(use(Refused), field);

/** Posts to the server (to its own page unless `action` is given), which judges. What it found wrong goes in by name and comes out at each field. */
export function DeskForm({ errors, children, ...form }: DeskFormProps) {
  return (
    <Refused value={errors}>
      <Form {...form} className="desk-form" method="post" validationBehavior="aria">
        {children}
      </Form>
    </Refused>
  );
}
