import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { twoTextsOf } from '#casework/statement/draft.server.ts';
import { type KnownStatement, statementsOf } from '#casework/statement/own.server.ts';
import { partsOf, tooManyWords } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { dayInWords, momentInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { EnglishWithin } from '../../english-within.tsx';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { NeededBy } from '../../words/needed-by.tsx';
import { wordsPath } from '../../words/paths.ts';
import { usedWords } from '../../words/used-words.server.ts';
import { UsedWords } from '../../words/used-words.tsx';
import { neededIn, writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/overview';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter' };

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const { current, about, others, kind, draft } = await writingIn(tx, request);
    return {
      ...{ about, others, kind, worker: current.worker },
      draftSavedAt: draft?.savedAt ?? null,
      tooMany: tooManyWords(partsOf(kind, draft?.pieces ?? {})),
      two: (await twoTextsOf(tx, current.caseId)).length > 0,
      needed: await neededIn(tx, current.caseId),
      statements: await statementsOf(tx),
      used: await usedWords(tx),
    };
  });
}

const wordsOf = (t: TFunction) => [t('words.lead'), t('words.private')];

/** Somebody's own words: what they are for, what they began, what they sent and who opened it. */
export default function Words({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { about, others, kind, worker, draftSavedAt, tooMany, two, needed, statements, used } = loaderData;
  const not = kind === 'business' ? 'notBusiness' : 'not';
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('words.title')}</h1>
      {about && <p>{t('words.about', { reference: apart(about) })}</p>}
      {others.length > 0 && (
        <ul className="choices">
          {others.map((other) => (
            <li key={other}>
              <a href={wordsPath('', other)}>{t('choices.aboutCase', { reference: apart(other) })}</a>
            </li>
          ))}
        </ul>
      )}
      <p className="lead">{t('words.lead')}</p>
      <p>{t('words.private')}</p>
      <EnglishBeside folded say={wordsOf} />
      {needed && (
        <section>
          <h2>{t('words.needed.title')}</h2>
          <NeededBy decision={needed} worker={worker} />
        </section>
      )}
      {draftSavedAt ? (
        <OwnDraft savedAt={draftSavedAt} two={two} about={about} tooMany={tooMany} />
      ) : (
        <section>
          <h2>{t('words.begin.title')}</h2>
          <ul className="choices">
            <li>
              <a href={wordsPath('before', about)}>{t('words.begin.link')}</a>
            </li>
          </ul>
        </section>
      )}
      <UsedWords {...used} />
      <Said statements={statements} />
      <section>
        <h2>{t(`words.${not}.title`)}</h2>
        {(['body', 'how'] as const).map((part) => (
          <p key={part}>
            <EnglishWithin sentence={t(`words.${not}.${part}`)} />
          </p>
        ))}
      </section>
    </>
  );
}

type OwnDraftProps = { savedAt: Date; two: boolean; about: string | null; tooMany: number | null };

function OwnDraft({ savedAt, two, about, tooMany }: OwnDraftProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const link = (page: string, key: 'two' | 'goOn' | 'who' | 'check' | 'throwAway') => (
    <li>
      <a href={wordsPath(page, about)}>{t(`words.draft.${key}`)}</a>
    </li>
  );
  return (
    <section>
      <h2>{t('words.draft.title')}</h2>
      <p>{t('words.draft.saved', { when: momentInWords(language, savedAt) })}</p>
      {tooMany !== null && <p>{t('words.draft.tooMany', { words: apart(String(tooMany)) })}</p>}
      <ul className="choices">
        {two && link('two', 'two')}
        {link('before', 'goOn')}
        {link('who', 'who')}
        {link('check', 'check')}
        {link('throw-away', 'throwAway')}
      </ul>
    </section>
  );
}

function Said({ statements }: { statements: readonly KnownStatement[] }) {
  const { t } = useTranslation();
  const { language } = useShell();
  return (
    <section>
      <h2>{t('words.mine.title')}</h2>
      {statements.length === 0 && <p>{t('words.mine.none')}</p>}
      <ul className="choices">
        {statements.map(({ number, state, sentAt, createdAt, readings }) => (
          <li key={number}>
            <a href={`/words/${number}`}>
              {t('words.mine.one', {
                number: apart(String(number)),
                day: dayInWords(language, sentAt ?? createdAt),
              })}
            </a>
            <p className="hint">
              {t(`words.mine.state.${state}`)}{' '}
              {readings > 0 ? t('words.mine.opened', { count: readings }) : t('words.mine.notOpened')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
