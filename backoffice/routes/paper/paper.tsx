import { useTranslation } from 'react-i18next';
import { Empty } from '#accessibility/paper/empty.tsx';
import { onPaper, papersWritten } from '#casework/paper/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { directionOf } from '#locales/languages.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentOf } from '../../moments.server.ts';
import { orNotThere } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/paper';

export const handle: PageHandle = { policy: 'casework', title: 'paper' };

export async function loader({ context }: Route.LoaderArgs) {
  orNotThere(onPaper || null);
  const papers = await transactionAs(meAtDesk(context), (tx) => papersWritten(tx, environment.PAPER_FOLDER));
  return {
    papers: papers.map(({ at, language, ...paper }) => ({
      ...paper,
      at: momentOf(new Date(at)),
      language: { code: language, direction: directionOf(language) },
    })),
  };
}

type Sheet = Route.ComponentProps['loaderData']['papers'][number];

function PaperSheet({ id, file, channel, to, subject, body, at, language }: Sheet) {
  const { t } = useTranslation();
  return (
    <article className="paper-sheet">
      <h2>
        <a href={`/messages/${id}`}>{t('paper.to', { channel: t(`channel.${channel}`) })}</a> <bdi>{to}</bdi>
      </h2>
      <p className="hint">
        <time dateTime={at.dateTime}>{at.text}</time>, {file}
      </p>
      <blockquote lang={language.code} dir={language.direction}>
        {subject && (
          <p>
            <strong>{subject}</strong>
          </p>
        )}
        {body.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </blockquote>
    </article>
  );
}

export default function Paper({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { papers } = loaderData;
  return (
    <>
      <h1>{t('paper.title')}</h1>
      <p>{t('paper.intro')}</p>
      {papers.length === 0 && <Empty title={t('paper.none')} next={t('paper.noneNext')} />}
      {papers.map((sheet) => (
        <PaperSheet key={sheet.file} {...sheet} />
      ))}
    </>
  );
}
