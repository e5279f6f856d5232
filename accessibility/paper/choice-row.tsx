import type { ReactNode } from 'react';
import type { PageLink } from '../frame/help.tsx';

type ChoiceRowProps = {
  question: string;
  line: 'yes' | 'no' | 'unanswered';
  /** The state in words. The line alone says nothing to someone who cannot see it. */
  word: string;
  detail?: string | undefined;
  change: PageLink;
};

/** One choice as it stands now. Stands in a ChoiceList. */
export function ChoiceRow({ question, line, word, detail, change }: ChoiceRowProps) {
  return (
    <li className="choice" data-line={line}>
      <p className="choice-question">{question}</p>
      <p className="choice-word">{word}</p>
      {detail && <p className="choice-detail">{detail}</p>}
      <a href={change.href}>
        {change.text}
        <span className="heard-only"> {question}</span>
      </a>
    </li>
  );
}

export function ChoiceList({ children }: { children: ReactNode }) {
  return <ul className="choices">{children}</ul>;
}
