import { useTranslation } from 'react-i18next';
import { Heading } from '#accessibility/fields/heading.tsx';
import type { Part } from '#casework/statement/rules.ts';

/** Somebody's words as they wrote them: letters and line ends, and nothing in them that does anything. */
export function Parts({ parts, level }: { parts: readonly Part[]; level: 2 | 3 }) {
  const { t } = useTranslation();
  return parts.map(({ question, words }) => (
    <section key={question ?? ''}>
      {question && <Heading level={level}>{t(`words.guide.${question}.question`)}</Heading>}
      <div className="said" dir="auto">
        {words}
      </div>
    </section>
  ));
}
