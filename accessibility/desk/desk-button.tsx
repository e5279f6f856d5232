import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components/Button';

type DeskButtonProps = Pick<ButtonProps, 'name' | 'value' | 'formAction'> & {
  kind: 'primary' | 'quiet';
  children: ReactNode;
};

export function DeskButton({ kind, children, ...submit }: DeskButtonProps) {
  return (
    <Button className="button" type="submit" data-kind={kind} {...submit}>
      {children}
    </Button>
  );
}
