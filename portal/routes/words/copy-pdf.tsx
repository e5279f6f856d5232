import { data } from 'react-router';
import { pdfOf } from '#casework/brief/print.server.ts';
import { ownStatement } from '#casework/statement/own.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { portalWords } from '#locales/portal-words.ts';
import { languageContext } from '#web/context.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentInWords } from '../../dates.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/copy-pdf';

export const handle: PageHandle = { policy: 'signed_in', title: 'page' };

/** Somebody's own copy as a PDF, in the words they sent. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const found = await transactionAs(meIn(context), (tx) => ownStatement(tx, Number(params.number)));
  if (!found) throw data(null, { status: 404 });
  const language = context.get(languageContext);
  const { t } = portalWords[language];
  const when = momentInWords(language, found.sentAt ?? found.createdAt);
  const paper = {
    ...{ title: t('words.print.title'), language, closing: [], notShown: t('words.print.notShown') },
    facts: [{ label: t('words.print.sent'), value: when }],
    parts: found.parts.map(({ question, words }) => ({
      ...{
        heading: question ? t(`words.guide.${question}.question`) : null,
        words,
        language: found.language,
      },
    })),
  };
  return pdfOf(paper, String(found.number));
}
