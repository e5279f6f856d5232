import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { ownStatement } from '#casework/statement/own.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { momentInWords } from '../../dates.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { Parts } from '../../words/parts.tsx';
import type { Route } from './+types/print';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter' };

export async function loader({ context, params }: Route.LoaderArgs) {
  const found = await transactionAs(meIn(context), (tx) => ownStatement(tx, Number(params.number)));
  if (!found) throw data(null, { status: 404 });
  return found;
}

/** Somebody's own copy: their words and the day, and nothing else. */
export default function Print({ loaderData: { number, parts, sentAt, createdAt } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const when = momentInWords(language, sentAt ?? createdAt);
  return (
    <>
      <BackLink href={`/words/${number}`} label={t('frame.back')} />
      <h1>{t('words.print.title')}</h1>
      <p>{t('words.print.number', { number: apart(String(number)), when })}</p>
      <Parts parts={parts} level={2} />
    </>
  );
}
