import { pdfOf } from '#casework/brief/print.server.ts';
import { briefWords } from '#casework/brief/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentOf } from '../../moments.server.ts';
import { idFrom, orNotThere } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/pdf';

export const handle: PageHandle = { policy: 'casework', title: 'brief' };

/** The same sheet as an accessible PDF: the approved words, for whom, and nothing of who said them. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  const found = orNotThere(await transactionAs(meAtDesk(context), (tx) => briefWords(tx, id)));
  const { t } = backofficeWords;
  const paper = {
    ...{
      title: t('brief.title'),
      language: 'en',
      notShown: t('brief.notShown'),
      closing: [t('brief.terms')],
    },
    facts: [
      { label: t('brief.for'), value: t(`statement.audience.${found.audience}`) },
      { label: t('brief.ready'), value: momentOf(found.madeAt).text },
    ],
    parts: [{ heading: null, words: found.words, language: found.language }],
  };
  return pdfOf(paper, 'brief');
}
