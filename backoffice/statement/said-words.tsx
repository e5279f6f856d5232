import { useTranslation } from 'react-i18next';
import { Heading } from '#accessibility/fields/heading.tsx';
import type { Part } from '#casework/statement/rules.ts';

type SaidWordsProps = { parts: readonly Part[]; language: string; level: 2 | 3 };

/** Somebody's words as they said them: letters and line ends, the way their script runs, and nothing that does anything. */
export function SaidWords({ parts, language, level }: SaidWordsProps) {
  const { t } = useTranslation();
  return parts.map(({ question, words }) => (
    <section key={question ?? ''}>
      {question && <Heading level={level}>{t(`statement.guide.${question}`)}</Heading>}
      <div className="said-words" dir="auto" lang={language}>
        {words}
      </div>
    </section>
  ));
}
