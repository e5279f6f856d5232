import { Heading, type HeadingLevel } from '../fields/heading.tsx';
import type { Direction } from '../frame/language-list.tsx';

type LetterPart = { title: string; paragraphs: readonly string[] };

type LetterProps = {
  id: string;
  title: string;
  level: 1 | 2;
  date: { text: string; dateTime: string };
  happened: LetterPart;
  next: LetterPart;
  when: LetterPart;
  ask: LetterPart;
  /** Words before the name, such as "Yours". */
  closing: string;
  /** The worker's first name, and nothing more of it. */
  signed: string;
  /** Given when the letter is in another language than the page. */
  language?: { code: string; direction: Direction };
};

function Part({ part, level }: { part: LetterPart; level: HeadingLevel }) {
  return (
    <section>
      <Heading level={level}>{part.title}</Heading>
      {part.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}

/** An update: what happened, what is next, when, whom to ask; signed by a person. */
export function Letter({ id, title, level, date, language, closing, signed, ...parts }: LetterProps) {
  const partLevel = level === 1 ? 2 : 3;
  return (
    <article className="letter" aria-labelledby={id} lang={language?.code} dir={language?.direction}>
      <header>
        <Heading level={level} id={id}>
          {title}
        </Heading>
        <p className="letter-date">
          <time dateTime={date.dateTime}>{date.text}</time>
        </p>
      </header>
      <Part part={parts.happened} level={partLevel} />
      <Part part={parts.next} level={partLevel} />
      <Part part={parts.when} level={partLevel} />
      <Part part={parts.ask} level={partLevel} />
      <p className="letter-signed">
        {closing} <span className="letter-name">{signed}</span>
      </p>
    </article>
  );
}
