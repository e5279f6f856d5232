import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { tagsInUse } from '#casework/feedback/inbox.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { InboxFilter } from '../../feedback/inbox-filter.tsx';
import { filtersIn, inboxShown } from '../../feedback/lines.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/inbox';

export const handle: PageHandle = { policy: 'casework', title: 'feedback' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const filters = filtersIn(request);
  const me = meAtDesk(context);
  return transactionAs(me, async (tx) => ({
    filters,
    query: new URLSearchParams(filters).toString(),
    tags: await tagsInUse(tx),
    lines: await inboxShown(tx, filters),
    isManager: me.role === 'manager',
  }));
}

export default function Inbox({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { filters, query, tags, lines, isManager } = loaderData;
  return (
    <>
      <h1>{t('feedback.title')}</h1>
      <p>{t('feedback.intro')}</p>
      <InboxFilter filters={filters} tags={tags} />
      <DataTable
        caption={t('feedback.found', { count: lines.length })}
        rows={lines}
        rowKey={({ feedbackId }) => feedbackId}
        empty={<Empty title={t('feedback.none')} next={t('feedback.noneNext')} />}
        columns={[
          { header: t('feedback.due'), cell: ({ due }) => due && <DueBadge {...due} /> },
          {
            header: t('feedback.from'),
            heads: true,
            cell: ({ feedbackId, name }) => (
              <a href={`/feedback/${feedbackId}`}>
                <bdi>{name ?? t('feedback.anonymous')}</bdi>
              </a>
            ),
          },
          { header: t('feedback.aboutWhat'), cell: ({ about }) => t(`feedback.about.${about}`) },
          { header: t('feedback.stateOf'), cell: ({ state }) => t(`feedback.state.${state}`) },
          { header: t('feedback.owner'), cell: ({ owner }) => <bdi>{owner ?? t('feedback.nobody')}</bdi> },
          { header: t('feedback.tags'), cell: ({ tags: of }) => of.join(', ') },
          {
            header: t('feedback.received'),
            cell: ({ received }) => <time dateTime={received.dateTime}>{received.text}</time>,
          },
        ]}
      />
      <p>
        <a href={`/feedback.csv?${query}`}>{t('feedback.csv')}</a>
      </p>
      <p>
        <a href="/feedback/questions">{t('feedback.questions')}</a>
      </p>
      {isManager && (
        <p>
          <a href="/feedback/templates">{t('feedback.templates')}</a>
        </p>
      )}
    </>
  );
}
