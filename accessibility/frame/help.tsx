export type PageLink = { href: string; text: string };

type HelpProps = {
  title: string;
  /** Whom one reaches, in words. */
  who: string;
  phone: { text: string; number: string } | null;
  hours: string;
  links: readonly PageLink[];
};

/** A person to ring, on each page, always in this order: who, number, hours, pages. */
export function Help({ title, who, phone, hours, links }: HelpProps) {
  return (
    <footer className="help">
      <h2>{title}</h2>
      <p>{who}</p>
      {phone && (
        <p className="help-phone">
          <a href={`tel:${phone.number}`} dir="ltr">
            {phone.text}
          </a>
        </p>
      )}
      <p>{hours}</p>
      <ul>
        {links.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </footer>
  );
}
