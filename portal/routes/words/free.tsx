import { randomUUID } from 'node:crypto';
import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { keptFor } from '../../kept.server.ts';
import { meIn } from '../../who.server.ts';
import { wordsPath } from '../../words/paths.ts';
import { savePiece } from '../../words/save-piece.server.ts';
import { writingIn } from '../../words/writing.server.ts';
import { WritingForm } from '../../words/writing-form.tsx';
import type { Route } from './+types/free';

export const handle: PageHandle = {
  policy: 'signed_in',
  title: 'letter',
  form: answerForm,
  bodyLimit: 2 * 1024 * 1024,
};

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const { about, draft } = await writingIn(tx, request);
    const { words = '', version = 0 } = draft?.pieces.free ?? {};
    return { about, kept: { words, version, page: randomUUID() }, again: await keptFor(tx, request) };
  });
}

export const action = (asked: Route.ActionArgs) => savePiece(asked, () => ({ piece: 'free', next: 'who' }));

/** An empty sheet. */
export default function Free({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { about, kept, again } = loaderData;
  return (
    <>
      <BackLink href={wordsPath('before', about)} label={t('frame.back')} />
      <WritingForm
        piece="free"
        label={t('words.free.question')}
        hint={t('words.free.hint')}
        kept={kept}
        again={actionData ?? again}
        about={about}
        rows={16}
      />
      <p>{t('words.private')}</p>
    </>
  );
}
