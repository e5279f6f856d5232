import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { troubledMessages } from '#casework/message/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentOf } from '../../moments.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/messages';

export const handle: PageHandle = { policy: 'casework', title: 'messages' };

export async function loader({ context }: Route.LoaderArgs) {
  const messages = await transactionAs(meAtDesk(context), troubledMessages);
  return {
    messages: messages.map(({ id, to, kind, channel, state, createdAt }) => ({
      ...{ id, kind, channel, state },
      name: to.name,
      at: momentOf(createdAt),
    })),
  };
}

export default function Messages({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('messages.title')}</h1>
      <p>{t('messages.intro')}</p>
      <DataTable
        caption={t('messages.trouble')}
        rows={loaderData.messages}
        rowKey={({ id }) => id}
        empty={<Empty title={t('messages.none')} next={t('messages.noneNext')} />}
        columns={[
          { header: t('message.what'), cell: ({ state }) => t(`message.state.${state}`) },
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
