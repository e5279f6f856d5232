import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { queueAge, severalWaiting } from '#casework/message/queue.server.ts';
import { troubledMessages } from '#casework/message/store.server.ts';
import { sendingForm } from '#casework/sending/form.server.ts';
import { pauseSending, resumeSending } from '#casework/sending/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { stateWords } from '../../message/state-words.ts';
import { momentOf } from '../../moments.server.ts';
import { errorsOf } from '../../problems.ts';
import { pauseShown } from '../../sending/pause.server.ts';
import { Paused } from '../../sending/paused.tsx';
import { Pausing } from '../../sending/pausing.tsx';
import { refusedShown } from '../../timetable/still.server.ts';
import { Refused } from '../../timetable/still.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/messages';

export const handle: PageHandle = { policy: 'casework', title: 'messages' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  const asked = new URL(request.url).searchParams;
  const after = z.uuid().safeParse(asked.get('after')).data;
  const { trouble, queue, several, pause, refused } = await transactionAs(me, async (tx) => ({
    trouble: await troubledMessages(tx, after),
    queue: await queueAge(tx),
    several: await severalWaiting(tx),
    refused: await refusedShown(tx),
    pause: await pauseShown(tx),
  }));
  return {
    ...{
      pause,
      refused,
      mayPause: me.role === 'manager',
      done: asked.has('done'),
      first: after === undefined,
      next: trouble.next,
    },
    queue: queue && { late: queue.late, since: momentOf(queue.since) },
    several: several && { count: several.count, since: momentOf(several.since) },
    messages: trouble.messages.map(({ id, to, kind, channel, state, createdAt }) => ({
      ...{ id, kind, channel, state },
      name: to.name,
      at: momentOf(createdAt),
    })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, sendingForm);
  if (!form.ok) return form.again;
  const { intent } = form.value;
  const me = meAtDesk(context);
  if (me.role !== 'manager') throw data(null, { status: 404 });
  await transactionAs(me, (tx) => (intent === 'resume' ? resumeSending(tx) : pauseSending(tx, intent)));
  return redirect('/messages?done=1', 303);
}

type Shown = Route.ComponentProps['loaderData'];

function Several({ several, queue, pause }: Pick<Shown, 'several' | 'queue' | 'pause'>) {
  const { t } = useTranslation();
  if (!several) return null;
  const { count, since } = several;
  return (
    <p>
      {t('messages.queue.several', { count, at: since.text })}{' '}
      {queue?.late && !pause && t('messages.queue.severalWait')}
    </p>
  );
}

function Queue({ queue, pause }: Pick<Shown, 'queue' | 'pause'>) {
  const { t } = useTranslation();
  if (!queue) return <p>{t('messages.queue.none')}</p>;
  const since = t('messages.queue.since', { at: queue.since.text });
  if (!queue.late || pause?.what === 'all') return <p>{since}</p>;
  return (
    <Notice tone="caution" level={2} title={since}>
      <p>{t('messages.queue.late')}</p>
    </Notice>
  );
}

export default function Messages({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { pause, mayPause, done, first, next } = loaderData;
  return (
    <>
      <h1>{t('messages.title')}</h1>
      {done && !actionData && (
        <Notice
          tone="told"
          level={2}
          title={t(pause ? 'sending.donePaused' : 'sending.doneResumed')}
          announce
        >
          <p>{t('sending.undo')}</p>
        </Notice>
      )}
      <Paused pause={pause} />
      <Queue {...loaderData} />
      <Several {...loaderData} />
      {loaderData.refused.map((one) => (
        <Refused key={one.channel} refused={one} />
      ))}
      <p>
        {t('messages.intro')} <a href="/templates">{t('messages.words')}</a>
      </p>
      <DataTable
        caption={t('messages.trouble')}
        rows={loaderData.messages}
        rowKey={({ id }) => id}
        empty={<Empty title={t(first ? 'messages.none' : 'messages.noMore')} next={t('messages.noneNext')} />}
        columns={[
          { header: t('message.what'), cell: (one) => stateWords(t, one) },
          {
            header: t('cases.person'),
            heads: true,
            cell: ({ id, name }) => (
              <a href={`/messages/${id}`}>
                <bdi>{name}</bdi>
              </a>
            ),
          },
          { header: t('message.kindOf'), cell: ({ kind }) => t(`message.kind.${kind}`) },
          { header: t('message.channel'), cell: ({ channel }) => t(`channel.${channel}`) },
          { header: t('message.written'), cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time> },
        ]}
      />
      {next && <p>{t('messages.more', { shown: loaderData.messages.length })}</p>}
      {(next || !first) && (
        <nav aria-label={t('cases.pages')} className="buttons">
          {!first && <a href="/messages">{t('cases.fromStart')}</a>}
          {next && <a href={`/messages?after=${next}`}>{t('cases.next')}</a>}
        </nav>
      )}
      {mayPause && <Pausing pause={pause} errors={errorsOf(t, actionData)} />}
    </>
  );
}
