import { useTranslation } from 'react-i18next';
import { briefWords } from '#casework/brief/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentOf } from '../../moments.server.ts';
import { idFrom, orNotThere } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/print';

export const handle: PageHandle = { policy: 'casework', title: 'brief' };

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  const { words, language, audience, madeAt } = orNotThere(
    await transactionAs(meAtDesk(context), (tx) => briefWords(tx, id)),
  );
  return { words, language, audience, made: momentOf(madeAt).text };
}

/** The sheet that is printed: the approved words, for whom, and nothing of who said them. */
export default function Brief({ loaderData: { words, language, audience, made } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <article>
      <h1>{t('brief.title')}</h1>
      <p>{t('brief.sheet', { who: t(`statement.audience.${audience}`), moment: made })}</p>
      <div className="said-words" dir="auto" lang={language}>
        {words}
      </div>
      <p>{t('brief.terms')}</p>
    </article>
  );
}
