import { useTranslation } from 'react-i18next';
import { Heading } from '#accessibility/fields/heading.tsx';
import type { Part } from '#casework/statement/rules.ts';
import { Said } from './said.tsx';

/** Somebody's words, each part under the question it answers. */
export function Parts({ parts, level }: { parts: readonly Part[]; level: 2 | 3 }) {
  const { t } = useTranslation();
  return parts.map(({ question, words }) => (
    <section key={question ?? ''}>
      {question && <Heading level={level}>{t(`words.guide.${question}.question`)}</Heading>}
      <Said words={words} />
    </section>
  ));
}
