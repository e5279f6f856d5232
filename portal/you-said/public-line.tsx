import { useTranslation } from 'react-i18next';
import { PromiseLine } from '#accessibility/paper/promise-line.tsx';
import type { LineRead } from '#casework/public-line/published.server.ts';
import { directionOf } from '#locales/languages.ts';
import { dateTimeOf, dayInWords } from '../dates.ts';
import { useShell } from '../shell.ts';

/** What people said, what became of it, and how the promise stands; words in another language say so. */
export function PublicLine({ line }: { line: LineRead }) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { words, source, standing, dueOn } = line;
  const own = { lang: words.language, dir: directionOf(words.language) };
  const isOpen = standing === 'promised' || standing === 'not_done_yet';
  return (
    <article className="said" id={line.lineId}>
      <div className="notice" data-tone="told">
        <h3>{t(`youSaid.source.${source}`)}</h3>
        <p {...own}>{words.youSaid}</p>
      </div>
      <h3>{t(`youSaid.did.${standing}`)}</h3>
      <p {...own}>{words.weDid}</p>
      {isOpen && (
        <PromiseLine
          who={t('youSaid.we')}
          what={t(`youSaid.promise.${standing}`)}
          by={{ text: dayInWords(language, dueOn), dateTime: dateTimeOf(dueOn) }}
        />
      )}
      {words.fallback && <p className="hint">{t('youSaid.fallback')}</p>}
      {!words.fallback && words.reviewState === 'machine' && <p className="hint">{t('youSaid.machine')}</p>}
    </article>
  );
}
