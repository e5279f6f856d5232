import { useTranslation } from 'react-i18next';
import { apart } from '../apart.ts';
import { dayInWords } from '../dates.ts';
import { useShell } from '../shell.ts';
import { Said } from './said.tsx';
import type { UsedWords as Used } from './used-words.server.ts';

/** Under somebody's words: those that wait for a yes or no, where words went and who read them, what difference they made. */
export function UsedWords({ extracts, briefs, notes }: Used) {
  return (
    <>
      {extracts.length > 0 && <Extracts extracts={extracts} />}
      {briefs.length > 0 && <Went briefs={briefs} />}
      {notes.length > 0 && <Notes notes={notes} />}
    </>
  );
}

function Extracts({ extracts }: Pick<Used, 'extracts'>) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('words.used.extracts')}</h2>
      <ul className="choices">
        {extracts.map(({ number, audience, state }) => (
          <li key={number}>
            <a href={`/words/extracts/${number}`}>
              {t('words.used.extract', {
                number: apart(String(number)),
                audience: t(`words.audience.${audience}.name`),
              })}
            </a>
            <p className="hint">{t(`words.used.state.${state}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Went({ briefs }: Pick<Used, 'briefs'>) {
  const { t } = useTranslation();
  const { language } = useShell();
  const day = (at: Date) => dayInWords(language, at);
  return (
    <section>
      <h2>{t('words.used.went')}</h2>
      {briefs.map(({ briefId, audience, madeAt, recalledAt, readers }) => (
        <div key={briefId}>
          <h3>{t(`words.audience.${audience}.name`)}</h3>
          <p>{t('words.used.made', { day: day(madeAt) })}</p>
          {recalledAt && <p>{t('words.used.recalled', { day: day(recalledAt) })}</p>}
          <ul>
            {readers.map(({ readerId, role, givenAt, readAt, returnedAt }) => (
              <li key={readerId}>
                {t('words.used.given', { role: t(`words.used.role.${role}`), day: day(givenAt) })}{' '}
                {readAt ? t('words.used.read', { day: day(readAt) }) : t('words.used.unread')}{' '}
                {returnedAt && t('words.used.returned', { day: day(returnedAt) })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Notes({ notes }: Pick<Used, 'notes'>) {
  const { t } = useTranslation();
  const { language } = useShell();
  return (
    <section>
      <h2>{t('words.used.difference')}</h2>
      {notes.map(({ kind, words, writtenAt }) => (
        <article key={writtenAt.getTime()} className="letter">
          <h3>
            {t('words.used.note', {
              audience: t(`words.audience.${kind}.name`),
              day: dayInWords(language, writtenAt),
            })}
          </h3>
          <Said words={words} />
        </article>
      ))}
    </section>
  );
}
