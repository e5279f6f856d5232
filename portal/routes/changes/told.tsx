import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { linesIn, publishedLines } from '#casework/public-line/published.server.ts';
import { readTold, toldOf } from '#casework/public-line/told.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { languageShown } from '../../language-shown.server.ts';
import { meIn } from '../../who.server.ts';
import { PublicLine } from '../../you-said/public-line.tsx';
import type { Route } from './+types/told';

export const handle: PageHandle = { policy: 'signed_in', title: 'news' };

export async function loader({ context }: Route.LoaderArgs) {
  const lines = await transactionAs(meIn(context), async (tx) => {
    const told = (await toldOf(tx)).map(({ lineId }) => lineId);
    const there = await publishedLines(tx, told);
    await readTold(
      tx,
      there.map(({ lineId }) => lineId),
    );
    return there;
  });
  return { lines: linesIn(lines, languageShown(context)) };
}

export default function Told({ loaderData: { lines } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('youSaid.told.title')}</h1>
      {lines.length === 0 ? (
        <Empty title={t('youSaid.told.none')} next={t('youSaid.told.noneNext')} />
      ) : (
        <>
          <p className="lead">{t('youSaid.told.lead')}</p>
          {lines.map((line) => (
            <section key={line.lineId}>
              <h2>{t(`youSaid.group.${line.standing}`)}</h2>
              <PublicLine line={line} />
            </section>
          ))}
        </>
      )}
      <p>
        <a href="/public/you-said">{t('youSaid.told.all')}</a>
      </p>
    </>
  );
}
