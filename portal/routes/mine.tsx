import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import { adjustmentsOf } from '#casework/adjustment/store.server.ts';
import { casesOfVictim } from '#casework/case/store.server.ts';
import { choiceHistoryOf } from '#casework/choice/store.server.ts';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { myConcerns } from '#casework/safety-concern/store.server.ts';
import { updatesOf } from '#casework/update/store.server.ts';
import { victimOf } from '#casework/victim/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../apart.ts';
import { meIn } from '../who.server.ts';
import type { Route } from './+types/mine';

export const handle: PageHandle = { policy: 'signed_in', title: 'information' };

export async function loader({ context }: Route.LoaderArgs) {
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    person: await victimOf(tx, me.victimId),
    cases: await casesOfVictim(tx),
    points: await contactPointsOf(tx, me.victimId),
    adjustments: await adjustmentsOf(tx, me.victimId),
    answers: (await choiceHistoryOf(tx, me.victimId)).length,
    letters: (await updatesOf(tx, me.victimId)).length,
    concerns: (await myConcerns(tx)).length,
  }));
}

const parts = ['never', 'looked', 'copy'] as const;

export default function Mine({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { person, cases, points, adjustments, answers, letters, concerns } = loaderData;
  const change = (href: string, key: 'see' | 'change') => ({ href, text: t(`mine.${key}`) });
  const hints = points.map(({ hint }) => apart(hint)).join(', ');
  const needs = adjustments.map(({ kind }) => t(`mine.adjustment.${kind}`)).join(', ');
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('mine.title')}</h1>
      <p className="lead">{t('mine.lead')}</p>
      <SummaryList
        rows={[
          { term: t('mine.rows.name'), value: person?.name },
          { term: t('reach.rows.name'), value: person?.callMe, change: change('/contact/name', 'change') },
          { term: t('mine.rows.reference'), value: cases.map(({ reference }) => reference).join(', ') },
          {
            term: t('mine.rows.points'),
            value: hints || t('reach.point.none'),
            change: change('/contact', 'change'),
          },
          { term: t('mine.rows.needs'), value: needs || t('mine.noNeeds') },
          {
            term: t('mine.rows.answers'),
            value: apart(String(answers)),
            change: change('/choices/history', 'see'),
          },
          {
            term: t('mine.rows.letters'),
            value: apart(String(letters)),
            change: change('/updates', 'see'),
          },
          { term: t('mine.rows.concerns'), value: apart(String(concerns)) },
        ]}
      />
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`mine.${part}.title`)}</h2>
          <p>{t(`mine.${part}.body`)}</p>
        </section>
      ))}
      <p>
        <a href="/public/privacy">{t('mine.privacy')}</a>
      </p>
    </>
  );
}
