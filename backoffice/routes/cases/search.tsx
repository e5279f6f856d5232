import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { search } from '#casework/case/search.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { SearchBox } from '../../case-list/search-box.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/search';

export const handle: PageHandle = { policy: 'casework', title: 'search' };

const longest = 120;

export async function loader({ request, context }: Route.LoaderArgs) {
  const words = (new URL(request.url).searchParams.get('words') ?? '').trim().slice(0, longest);
  const found = words === '' ? [] : await transactionAs(meAtDesk(context), (tx) => search(tx, words));
  return { words, found };
}

export default function Search({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { words, found } = loaderData;
  return (
    <>
      <h1>{t('search.title')}</h1>
      <SearchBox words={words} />
      {words !== '' && (
        <DataTable
          caption={t('search.found', { count: found.length })}
          rows={found}
          rowKey={({ victimId }) => victimId}
          empty={<Empty title={t('search.none')} next={t('search.noneNext')} />}
          columns={[
            { header: t('cases.person'), heads: true, cell: ({ name }) => <bdi>{name}</bdi> },
            {
              header: t('search.cases'),
              cell: ({ cases }) => (
                <span className="buttons">
                  {cases.map(({ caseId, reference }) => (
                    <a key={caseId} href={`/cases/${caseId}`}>
                      {reference}
                    </a>
                  ))}
                </span>
              ),
            },
            { header: t('search.how'), cell: ({ how }) => t(`search.by.${how}`) },
          ]}
        />
      )}
    </>
  );
}
