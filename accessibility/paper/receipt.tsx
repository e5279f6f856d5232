import { Heading, type HeadingLevel } from '../fields/heading.tsx';
import type { PageLink } from '../frame/help.tsx';

type ReceiptPart = {
  title: string;
  items: readonly string[];
  /** Said when there are no items: an empty list would leave the promise open. */
  none: string;
};

type ReceiptProps = {
  title: string;
  level: HeadingLevel;
  at: { text: string; dateTime: string };
  will: ReceiptPart;
  willNot: ReceiptPart;
  change: PageLink;
};

function Part({ part, line, level }: { part: ReceiptPart; line: 'yes' | 'no'; level: HeadingLevel }) {
  return (
    <section className="receipt-part" data-line={line}>
      <Heading level={level}>{part.title}</Heading>
      {part.items.length === 0 ? (
        <p>{part.none}</p>
      ) : (
        <ul>
          {part.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the person just settled, as something to keep: we will, we will not, change this. */
export function Receipt({ title, level, at, will, willNot, change }: ReceiptProps) {
  const partLevel = level === 1 ? 2 : 3;
  return (
    <article className="receipt">
      <header>
        <Heading level={level}>{title}</Heading>
        <p className="receipt-at">
          <time dateTime={at.dateTime}>{at.text}</time>
        </p>
      </header>
      <Part part={will} line="yes" level={partLevel} />
      <Part part={willNot} line="no" level={partLevel} />
      <p className="receipt-change">
        <a href={change.href}>{change.text}</a>
      </p>
    </article>
  );
}
