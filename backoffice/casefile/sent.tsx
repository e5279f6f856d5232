import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { stateWords } from '../message/state-words.ts';
import type { CardsShown } from './cards.server.ts';
import type { MessagesShown } from './messages.server.ts';

/** The cards someone was given and what became of each. */
export function Cards({ cards, caseId }: { cards: CardsShown; caseId: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="cards">
      <h2 id="cards">{t('card.title')}</h2>
      <p>
        <a href={`/cases/${caseId}/invitation`}>{t(cards.length > 0 ? 'card.issueAnother' : 'card.issue')}</a>
      </p>
      <DataTable
        caption={t('card.caption')}
        rows={cards}
        rowKey={({ invitationId }) => invitationId}
        empty={<Empty title={t('card.none')} next={t('card.noneNext')} />}
        columns={[
          { header: t('card.locator'), heads: true, cell: ({ locator }) => locator },
          { header: t('card.became'), cell: ({ state }) => t(`card.state.${state}`) },
          {
            header: t('card.issued'),
            cell: ({ issued }) => <time dateTime={issued.dateTime}>{issued.text}</time>,
          },
          { header: t('card.given'), cell: ({ how }) => t(`card.how.${how}`) },
          {
            header: t('card.opened'),
            cell: ({ opened, expires }) =>
              opened?.text ?? (expires && t('card.until', { moment: expires.text })),
          },
          { header: t('card.wrongTries'), numeric: true, cell: ({ wrongTries }) => wrongTries },
        ]}
      />
    </section>
  );
}

/** Everything that was to leave for them. */
export function Sent({ messages }: { messages: MessagesShown }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{t('messages.title')}</h2>
      <DataTable
        caption={t('messages.caption')}
        rows={messages}
        rowKey={({ id }) => id}
        empty={<Empty title={t('messages.noneYet')} next={t('messages.noneYetNext')} />}
        columns={[
          { header: t('message.written'), cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time> },
          {
            header: t('message.kindOf'),
            heads: true,
            cell: ({ id, kind }) => <a href={`/messages/${id}`}>{t(`message.kind.${kind}`)}</a>,
          },
          { header: t('message.channel'), cell: ({ channel }) => t(`channel.${channel}`) },
          { header: t('message.what'), cell: (one) => <StateOf {...one} /> },
        ]}
      />
    </section>
  );
}

function StateOf({ channel, state, held }: MessagesShown[number]) {
  const { t } = useTranslation();
  const isSaid = held === 'second_person' || held === 'words';
  return isSaid ? t(`message.held.${held}`) : stateWords(t, { channel, state });
}
