import { useTranslation } from 'react-i18next';
import { NeededBy } from './needed-by.tsx';
import type { WordsAtHome } from './writing.server.ts';

/** Somebody's words on their home page: what waits for them, what they began, and by when it is needed. */
export function HomeWords({ words, worker }: { words: WordsAtHome; worker: string }) {
  const { t } = useTranslation();
  const { needed, draft, sent, toConfirm, toAnswer, difference } = words;
  const [first, more] = toAnswer;
  return (
    <section>
      <h2>{t('words.home.title')}</h2>
      {needed && <NeededBy decision={needed} worker={worker} />}
      <ul className="choices">
        {toConfirm !== null && (
          <li>
            <a href={`/words/${toConfirm}`}>{t('words.home.confirm')}</a>
          </li>
        )}
        {first !== undefined && (
          <li>
            <a href={more ? '/words' : `/words/extracts/${first}`}>{t('words.home.look')}</a>
          </li>
        )}
        {difference && (
          <li>
            <a href="/words#difference">{t('words.home.difference')}</a>
          </li>
        )}
        <li>
          <a href="/words">{t(draft ? 'words.home.goOn' : sent ? 'words.home.sent' : 'words.home.begin')}</a>
        </li>
      </ul>
    </section>
  );
}
