import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { lettersWaiting, longestRun, makeRun } from '#casework/print-run/making.server.ts';
import { runsMade } from '#casework/print-run/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { withKey } from '../../keyed.server.ts';
import { toldOfEach } from '../../letters/columns.tsx';
import { letterLine, runLine } from '../../letters/shown.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/letters';

export const handle: PageHandle = { policy: 'casework', title: 'letters' };

export async function loader({ context }: Route.LoaderArgs) {
  const { waiting, runs } = await transactionAs(meAtDesk(context), async (tx) => ({
    waiting: await lettersWaiting(tx),
    runs: await runsMade(tx),
  }));
  const going = waiting.letters.filter(({ stops }) => stops === null).length;
  return {
    key: crypto.randomUUID(),
    letters: waiting.letters.map(letterLine),
    inPile: Math.min(going, longestRun),
    isAll: going <= longestRun,
    more: waiting.more,
    notYet: waiting.notYet,
    runs: runs.map(runLine),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, withKey(z.object({})));
  if (!form.ok) return form.again;
  const to = await transactionAs(meAtDesk(context), (tx) =>
    once(tx, form.value.key, async () => {
      const runId = await makeRun(tx);
      return runId ? `/letters/${runId}` : '/letters';
    }),
  );
  return redirect(to, 303);
}

type Shown = Route.ComponentProps['loaderData'];

function More({ more }: Pick<Shown, 'more'>) {
  const { t } = useTranslation();
  if (more.letters === 0) return null;
  return <p>{t(more.atLeast ? 'letters.moreAtLeast' : 'letters.more', { count: more.letters })}</p>;
}

type ToPrintProps = Pick<Shown, 'letters' | 'more' | 'inPile' | 'isAll'> & { stamp: string };

function ToPrint({ letters, more, inPile, isAll, stamp }: ToPrintProps) {
  const { t } = useTranslation();
  return (
    <>
      <DataTable
        caption={t('letters.toPrint')}
        rows={letters}
        rowKey={({ messageId }) => messageId}
        empty={<Empty title={t('letters.none')} next={t('letters.noneNext')} />}
        columns={[
          ...toldOfEach(t),
          {
            header: t('letters.since'),
            cell: ({ since }) => <time dateTime={since.dateTime}>{since.text}</time>,
          },
          {
            header: t('letters.standing'),
            cell: ({ stops }) =>
              stops ? t('letters.stays', { why: t(`letters.stops.${stops}`) }) : t('letters.may'),
          },
        ]}
      />
      <More more={more} />
      {inPile > 0 && (
        <DeskForm errors={[]}>
          <input type="hidden" name="key" value={stamp} />
          {!isAll && <p>{t('letters.atMost', { count: inPile })}</p>}
          <DeskButton kind="primary">{t('letters.make', { count: inPile })}</DeskButton>
        </DeskForm>
      )}
    </>
  );
}

function NotYet({ notYet }: Pick<Shown, 'notYet'>) {
  const { t } = useTranslation();
  if (notYet.length === 0) return null;
  return (
    <section>
      <h2>{t('letters.notYet')}</h2>
      <ul className="reasons">
        {notYet.map(({ why, letters }) => (
          <li key={why ?? 'soon'}>
            {t('letters.notYetLine', {
              count: letters,
              why: t(why ? `message.held.${why}` : 'letters.soon'),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Letters({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, notYet, runs, ...toPrint } = loaderData;
  return (
    <>
      <h1>{t('letters.title')}</h1>
      <p>{t('letters.lead')}</p>
      <p>
        <a href="/letters/returned">{t('letters.returnedLink')}</a>
      </p>
      <ToPrint {...toPrint} stamp={key} />
      <NotYet notYet={notYet} />
      <DataTable
        caption={t('letters.piles')}
        rows={runs}
        rowKey={({ runId }) => runId}
        empty={<p>{t('letters.pilesNone')}</p>}
        columns={[
          {
            header: t('letters.made'),
            heads: true,
            cell: ({ runId, made }) => (
              <a href={`/letters/${runId}`}>
                <time dateTime={made.dateTime}>{made.text}</time>
              </a>
            ),
          },
          { header: t('letters.howMany'), numeric: true, cell: ({ letters: count }) => count },
          {
            header: t('letters.standing'),
            cell: ({ state, posted }) => t(`letters.state.${state}`, { day: posted ?? '' }),
          },
        ]}
      />
    </>
  );
}
