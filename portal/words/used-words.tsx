import { useTranslation } from 'react-i18next';
import { apart } from '../apart.ts';
import { dayInWords } from '../dates.ts';
import { useShell } from '../shell.ts';
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
    <section id="difference">
      <h2>{t('words.used.difference')}</h2>
      {notes.map(({ noteId, kind, toldAt, before, passedOn, ...note }) => (
        <article key={noteId} className="letter">
          <h3>
            {t('words.used.note', {
              audience: t(`words.audience.${kind}.name`),
              day: dayInWords(language, toldAt),
            })}
          </h3>
          {before && (
            <p className="hint">
              {t('words.used.corrected', {
                day: dayInWords(language, toldAt),
                before: dayInWords(language, before),
              })}
            </p>
          )}
          {!passedOn && <p>{t('words.used.nothingPassed')}</p>}
          <NoteWords {...note} />
        </article>
      ))}
    </section>
  );
}

type NoteWordsProps = Pick<Used['notes'][number], 'words' | 'english' | 'language' | 'reviewState'>;

function NoteWords({ words, english, language, reviewState }: NoteWordsProps) {
  const { t } = useTranslation();
  const notSure = language === 'en' || reviewState === 'own_words' ? null : reviewState;
  return (
    <>
      <div className="said" dir="auto" lang={language}>
        {words}
      </div>
      {notSure && (
        <p className="hint">{t(notSure === 'machine' ? 'words.used.machine' : 'say.one.reviewed')}</p>
      )}
      {english && (
        <details>
          <summary>{t('say.one.english')}</summary>
          <div className="said" dir="ltr" lang="en">
            {english}
          </div>
        </details>
      )}
    </>
  );
}
