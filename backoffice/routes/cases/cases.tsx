import { useTranslation } from 'react-i18next';
import { LinkTabs } from '#accessibility/desk/link-tabs.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { casesDue } from '#casework/case/list.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseLine } from '../../case-list/case-line.server.ts';
import { CaseTable } from '../../case-list/case-table.tsx';
import { listEndFrom, listEndOf } from '../../case-list/list-end.server.ts';
import { SearchBox } from '../../case-list/search-box.tsx';
import { isMine } from '../../case-list/whose.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/cases';

export const handle: PageHandle = { policy: 'casework', title: 'cases' };

const pageLength = 50;

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  const mine = isMine(request, me);
  const after = listEndFrom(new URL(request.url).searchParams.get('after'));
  const found = await transactionAs(me, (tx) => casesDue(tx, { after, mine, limit: pageLength + 1 }));
  const shown = found.slice(0, pageLength);
  const last = shown.at(-1);
  const next = found.length > pageLength && last ? listEndOf(last) : null;
  return { mine, first: after === null, next, cases: shown.map((one) => caseLine(one)) };
}

export default function Cases({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { mine, first, next, cases } = loaderData;
  const here = `/cases?whose=${mine ? 'mine' : 'everyone'}`;
  return (
    <>
      <h1>{t('cases.title')}</h1>
      <SearchBox words="" />
      <LinkTabs
        label={t('cases.whose')}
        current={here}
        links={[
          { href: '/cases?whose=mine', text: t('cases.mine') },
          { href: '/cases?whose=everyone', text: t('cases.everyone') },
        ]}
      />
      <CaseTable
        caption={t('cases.open')}
        cases={cases}
        empty={
          <Empty
            title={t(first ? 'cases.none' : 'cases.noMore')}
            next={t(mine ? 'cases.noneMineNext' : 'cases.noneNext')}
          />
        }
      />
      <nav aria-label={t('cases.pages')} className="buttons">
        {!first && <a href={here}>{t('cases.fromStart')}</a>}
        {next && <a href={`${here}&after=${next}`}>{t('cases.next')}</a>}
      </nav>
    </>
  );
}
