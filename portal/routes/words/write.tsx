import { randomUUID } from 'node:crypto';
import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { guideOf } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { apart } from '../../apart.ts';
import { keptFor } from '../../kept.server.ts';
import { meIn } from '../../who.server.ts';
import { wordsPath } from '../../words/paths.ts';
import { savePiece } from '../../words/save-piece.server.ts';
import { type Writing, writingIn } from '../../words/writing.server.ts';
import { WritingForm } from '../../words/writing-form.tsx';
import type { Route } from './+types/write';

export const handle: PageHandle = {
  policy: 'signed_in',
  title: 'letter',
  form: answerForm,
  bodyLimit: 2 * 1024 * 1024,
};

function placeInGuide({ kind }: Writing, asked: string) {
  const questions = guideOf(kind);
  const at = questions.findIndex((one) => String(one) === asked);
  const piece = questions[at];
  if (!piece) throw data(null, { status: 404 });
  const [before, after] = [questions[at - 1], questions[at + 1]];
  return {
    ...{ piece, number: at + 1, count: questions.length },
    back: before ? `write/${before}` : 'before',
    next: after ? `write/${after}` : 'who',
  };
}

export async function loader({ request, context, params }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const writing = await writingIn(tx, request);
    const { piece, number, count, back } = placeInGuide(writing, params.question);
    const { words = '', version = 0 } = writing.draft?.pieces[piece] ?? {};
    return {
      ...{ piece, number, count, back, about: writing.about },
      kept: { words, version, page: randomUUID() },
      again: await keptFor(tx, request),
    };
  });
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  savePiece({ request, context }, (writing) => placeInGuide(writing, params.question));

/** One question of the guide, which may stay empty. */
export default function Write({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { piece, number, count, back, about, kept, again } = loaderData;
  return (
    <>
      <BackLink href={wordsPath(back, about)} label={t('frame.back')} />
      <p className="hint">
        {t('words.write.question', { number: apart(String(number)), count: apart(String(count)) })}
      </p>
      <WritingForm
        piece={piece}
        label={t(`words.guide.${piece}.question`)}
        hint={`${t(`words.guide.${piece}.hint`)} ${t('words.write.empty')}`}
        kept={kept}
        again={actionData ?? again}
        about={about}
        rows={10}
      />
      <p>{t('words.private')}</p>
    </>
  );
}
