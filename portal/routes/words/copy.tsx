import { data } from 'react-router';
import { ownStatement } from '#casework/statement/own.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { portalWords } from '#locales/portal-words.ts';
import { languageContext } from '#web/context.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentInWords } from '../../dates.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/copy';

export const handle: PageHandle = { policy: 'signed_in', title: 'page' };

/** Somebody's own copy as a file of plain text, whose name says nothing. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const found = await transactionAs(meIn(context), (tx) => ownStatement(tx, Number(params.number)));
  if (!found) throw data(null, { status: 404 });
  const language = context.get(languageContext);
  const { t } = portalWords[language];
  const when = momentInWords(language, found.sentAt ?? found.createdAt);
  const parts = found.parts.map(({ question, words }) =>
    question ? `${t(`words.guide.${question}.question`)}\n\n${words}` : words,
  );
  return new Response(`${when}\n\n${parts.join('\n\n\n')}\n`, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${found.number}.txt"`,
    },
  });
}
