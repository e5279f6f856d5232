import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { copiesFrom, stoppedFrom, stoppedInWords } from '../../what-stopped.ts';
import type { Route } from './+types/stopped';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', exact: true };

export const loader = ({ request }: Route.LoaderArgs) => ({
  counts: stoppedFrom(new URL(request.url).searchParams),
  copies: copiesFrom(new URL(request.url).searchParams),
});

// Contact was refused, so there is no invitation to owe any more.
const duties = ['serious_danger', 'breach_notice'] as const;

function wordsOf(t: TFunction): string[] {
  const still = duties.map((duty) => t(`stop.duties.${duty}`));
  return [t('stopped.lead'), ...still, t('stopped.record')];
}

export default function Stopped({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('stopped.title')}</h1>
      <p className="lead">{t('stopped.lead')}</p>
      <Notice tone="told" title={t('done.waiting')} level={2} announce>
        {stoppedInWords(t, loaderData.counts).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {loaderData.copies > 0 && <p>{t('done.copies', { count: loaderData.copies })}</p>}
        <p>{t('done.quiet')}</p>
      </Notice>
      <section>
        <h2>{t('stop.duties.title')}</h2>
        <ul>
          {duties.map((duty) => (
            <li key={duty}>{t(`stop.duties.${duty}`)}</li>
          ))}
        </ul>
      </section>
      <p>{t('stopped.record')}</p>
      <EnglishBeside say={wordsOf} />
      <ul className="choices">
        <li>
          <a href="/choices">{t('stopped.back')}</a>
        </li>
        <li>
          <a href="/sign-out">{t('signOut.title')}</a>
        </li>
      </ul>
    </>
  );
}
