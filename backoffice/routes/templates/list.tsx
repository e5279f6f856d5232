import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { sentWordsShown } from '../../sent-words/list.server.ts';
import { Rule } from '../../sent-words/rule.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/list';

export const handle: PageHandle = { policy: 'casework', title: 'sent_words' };

export async function loader({ context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), sentWordsShown);
}

type Shown = Route.ComponentProps['loaderData'];

function Languages({ languages }: Pick<Shown, 'languages'>) {
  const { t } = useTranslation();
  const of = (some: number, all: number) => t('sentWords.of', { some, all });
  return (
    <DataTable
      caption={t('sentWords.languages')}
      rows={languages}
      rowKey={({ code }) => code}
      empty={null}
      columns={[
        {
          header: t('sentWords.language'),
          heads: true,
          cell: ({ code }) => <a href={`/templates/in/${code}`}>{t(`language.${code}`)}</a>,
        },
        {
          header: t('sentWords.checked'),
          cell: ({ code, checked, all }) => (code === 'en' ? t('sentWords.review.source') : of(checked, all)),
        },
        { header: t('sentWords.approvedOf'), cell: ({ approved, all }) => of(approved, all) },
        { header: t('sentWords.waiting'), numeric: true, cell: ({ waiting }) => waiting },
      ]}
    />
  );
}

function Everything({ templates }: Pick<Shown, 'templates'>) {
  const { t } = useTranslation();
  return (
    <DataTable
      caption={t('sentWords.everything')}
      rows={templates}
      rowKey={({ template }) => template}
      empty={null}
      columns={[
        {
          header: t('sentWords.what'),
          heads: true,
          cell: ({ template, faults }) => (
            <>
              <a href={`/templates/${template}`}>{t(`sentWords.template.${template}`)}</a>
              {faults > 0 && <strong> {t('sentWords.givesAway')}</strong>}
            </>
          ),
        },
        {
          header: t('sentWords.by'),
          cell: ({ channels }) => channels.map((channel) => t(`channel.${channel}`)).join(', '),
        },
        { header: t('sentWords.parts'), numeric: true, cell: ({ parts }) => parts },
        {
          header: t('sentWords.approvedOf'),
          cell: ({ approved, all }) => t('sentWords.of', { some: approved, all }),
        },
      ]}
    />
  );
}

export default function SentWords({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { rule, price, languages, templates } = loaderData;
  return (
    <>
      <h1>{t('sentWords.title')}</h1>
      <p>{t('sentWords.lead')}</p>
      <Rule rule={rule} />
      <p>
        {price
          ? t('sentWords.price', { price: t('sentWords.pence', { pence: price }) })
          : t('sentWords.noPrice')}
      </p>
      <Languages languages={languages} />
      <Everything templates={templates} />
    </>
  );
}
