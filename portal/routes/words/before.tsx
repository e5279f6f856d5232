import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { beforeDecision, guideOf } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { wordsPath } from '../../words/paths.ts';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/before';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const { current, about, kind } = await transactionAs(meIn(context), (tx) => writingIn(tx, request));
  return { about, undecided: beforeDecision(current.stage), first: guideOf(kind)[0] };
}

const wordsOf = (t: TFunction, undecided: boolean, phone: string) => [
  t('words.before.hurt.body'),
  ...(undecided ? [t('words.before.advice.body', { phone })] : []),
];

/** What it may bring back, that nothing has to be done now, and three ways to begin. */
export default function BeforeWriting({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { service } = useShell();
  const { about, undecided, first } = loaderData;
  const phone = service ? apart(service.phone) : '';
  const ways = { guided: `write/${first}`, free: 'free', file: 'file' } as const;
  return (
    <>
      <BackLink href={wordsPath('', about)} label={t('frame.back')} />
      <h1>{t('words.before.title')}</h1>
      <p className="lead">{t('words.before.lead')}</p>
      <Notice tone="caution" title={t('words.before.hurt.title')} level={2}>
        <p>{t('words.before.hurt.body')}</p>
      </Notice>
      {(['now', 'breaks'] as const).map((part) => (
        <section key={part}>
          <h2>{t(`words.before.${part}.title`)}</h2>
          <p>{t(`words.before.${part}.body`)}</p>
        </section>
      ))}
      {undecided && (
        <Notice tone="caution" title={t('words.before.advice.title')} level={2}>
          <p>{t('words.before.advice.body', { phone })}</p>
        </Notice>
      )}
      <EnglishBeside folded say={(english) => wordsOf(english, undecided, phone)} />
      <section>
        <h2>{t('words.before.ways.title')}</h2>
        <ul className="choices">
          {(['guided', 'free', 'file'] as const).map((way) => (
            <li key={way}>
              <a href={wordsPath(ways[way], about)}>{t(`words.before.ways.${way}`)}</a>
            </li>
          ))}
        </ul>
        <p>{t('words.before.ways.phone', { phone })}</p>
      </section>
    </>
  );
}
