import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { portalWords } from '#locales/portal-words.ts';
import { unreviewed } from '#locales/unreviewed.ts';
import { useShell } from './shell.ts';

type EnglishBesideProps = {
  /** Says the same words as the page, a paragraph each: `(t) => [t('first.involved.question')]`. */
  say: (t: TFunction) => readonly string[];
  /** Before a question it stays folded: on a small screen it would stand between the person and their own language. */
  folded?: boolean;
};

/** The original beside a choice or a word of safety in a language nobody has checked yet; nothing where someone has. */
export function EnglishBeside({ say, folded = false }: EnglishBesideProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  if (!unreviewed[language]) return null;
  return (
    <details open={!folded}>
      <summary>{t('frame.english')}</summary>
      <blockquote className="original ranks" lang="en" dir="ltr">
        {say(portalWords.en.t).map((words) => (
          <p className="hint" key={words}>
            {words}
          </p>
        ))}
      </blockquote>
    </details>
  );
}
