import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { queueAge } from '#casework/message/queue.server.ts';
import { troubledMessages } from '#casework/message/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { stateWords } from '../../message/state-words.ts';
import { momentOf } from '../../moments.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/messages';

export const handle: PageHandle = { policy: 'casework', title: 'messages' };

export async function loader({ context }: Route.LoaderArgs) {
  const { messages, queue } = await transactionAs(meAtDesk(context), async (tx) => ({
    messages: await troubledMessages(tx),
    queue: await queueAge(tx),
  }));
  return {
    queue: queue && { late: queue.late, since: momentOf(queue.since) },
    messages: messages.map(({ id, to, kind, channel, state, createdAt }) => ({
      ...{ id, kind, channel, state },
      name: to.name,
      at: momentOf(createdAt),
    })),
  };
}

function Queue({ queue }: Pick<Route.ComponentProps['loaderData'], 'queue'>) {
  const { t } = useTranslation();
  if (!queue) return <p>{t('messages.queue.none')}</p>;
  const since = t('messages.queue.since', { at: queue.since.text });
  if (!queue.late) return <p>{since}</p>;
  return (
    <Notice tone="caution" level={2} title={since}>
      <p>{t('messages.queue.late')}</p>
    </Notice>
  );
}

export default function Messages({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('messages.title')}</h1>
      <Queue queue={loaderData.queue} />
      <p>
        {t('messages.intro')} <a href="/templates">{t('messages.words')}</a>
      </p>
      <DataTable
        caption={t('messages.trouble')}
        rows={loaderData.messages}
        rowKey={({ id }) => id}
        empty={<Empty title={t('messages.none')} next={t('messages.noneNext')} />}
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
    </>
  );
}
