import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { LinkTabs } from '#accessibility/desk/link-tabs.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { errorsOf } from '../../problems.ts';
import { actOnWords, justDone } from '../../sent-words/acts.server.ts';
import { Decide, SendToMe } from '../../sent-words/forms.tsx';
import { templateShown } from '../../sent-words/one.server.ts';
import { Done, Rule } from '../../sent-words/rule.tsx';
import { Approval, Encoding, WordsByChannel } from '../../sent-words/words.tsx';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/template';

export const handle: PageHandle = { policy: 'casework', title: 'sent_words' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const language = new URL(request.url).searchParams.get('language');
  const asked = { template: params.template, language };
  const shown = await transactionAs(meAtDesk(context), (tx) => templateShown(tx, asked));
  return { shown, done: justDone(request.url) };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const language = new URL(request.url).searchParams.get('language');
  const page = `/templates/${encodeURIComponent(params.template)}`;
  return actOnWords(
    { request, context },
    language ? `${page}?language=${encodeURIComponent(language)}` : page,
  );
}

type Shown = Route.ComponentProps['loaderData']['shown'];

function Glance({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  const inParts = shown.glance.some(({ size }) => size);
  return (
    <DataTable
      caption={t('sentWords.inEvery')}
      rows={shown.glance}
      rowKey={({ language }) => language}
      empty={null}
      columns={[
        {
          header: t('sentWords.language'),
          heads: true,
          cell: ({ language }) => t(`language.${language}`),
        },
        ...(inParts
          ? [
              {
                header: t('sentWords.encoding'),
                cell: ({ size }: Shown['glance'][number]) => <Encoding size={size} />,
              },
              {
                header: t('sentWords.parts'),
                numeric: true,
                cell: ({ size }: Shown['glance'][number]) => size?.segments,
              },
              {
                header: t('sentWords.cost'),
                numeric: true,
                cell: ({ size }: Shown['glance'][number]) =>
                  size?.cost ? t('sentWords.pence', { pence: size.cost }) : t('sentWords.unknown'),
              },
            ]
          : []),
        { header: t('sentWords.status'), cell: ({ review }) => t(`sentWords.review.${review}`) },
        { header: t('sentWords.approval'), cell: (words) => <Approval words={words} /> },
      ]}
    />
  );
}

export default function Template({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, done } = loaderData;
  const errors = errorsOf(t, actionData);
  const pathIn = (code: string) => `/templates/${shown.template}?language=${code}`;
  return (
    <>
      <p>
        <a href="/templates">{t('sentWords.all.back')}</a>
      </p>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>{t(`sentWords.template.${shown.template}`)}</h1>
      <Done done={done} />
      <Rule rule={shown.rule} />
      <Glance shown={shown} />
      <LinkTabs
        label={t('sentWords.language')}
        current={pathIn(shown.language)}
        links={shown.languages.map((code) => ({ href: pathIn(code), text: t(`language.${code}`) }))}
      />
      <h2>{t('sentWords.in', { language: t(`language.${shown.language}`) })}</h2>
      {shown.chosen.map((words) => (
        <section key={words.key}>
          <h3>{t(`sentWords.channel.${words.channel}`)}</h3>
          <WordsByChannel words={words} />
          <Decide words={words} />
        </section>
      ))}
      <SendToMe shown={shown} typed={typedIn(actionData?.values, 'email')} errors={errors} />
    </>
  );
}
