import type { ReactNode } from 'react';

type ButtonProps = {
  /** One primary a page at most. Yes and no beside each other are both quiet: neither is the easier one. */
  kind: 'primary' | 'quiet';
  name?: string | undefined;
  value?: string | undefined;
  formAction?: string | undefined;
  children: ReactNode;
};

export function Button({ kind, children, ...submit }: ButtonProps) {
  return (
    <button className="button" type="submit" data-kind={kind} {...submit}>
      {children}
    </button>
  );
}

/** A link that looks like a button, for going on rather than for sending something. */
export function ButtonLink({
  kind,
  href,
  children,
}: Pick<ButtonProps, 'kind' | 'children'> & { href: string }) {
  return (
    <a className="button" data-kind={kind} href={href}>
      {children}
    </a>
  );
}

export function Buttons({ children }: { children: ReactNode }) {
  return <div className="buttons">{children}</div>;
}
