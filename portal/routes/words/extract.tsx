import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, Buttons } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { TextArea } from '#accessibility/fields/text-area.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { answerExtract } from '#casework/extract/answer.server.ts';
import { extractAnswerForm } from '#casework/extract/form.server.ts';
import { ownExtract } from '#casework/extract/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { askedHere } from '../../asked.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { audienceKey } from '../../words/audience-words.ts';
import { extractWords } from '../../words/extract-words.ts';
import { languageOfWords } from '../../words/language-of-words.ts';
import { Said } from '../../words/said.tsx';
import type { Route } from './+types/extract';

export const handle: PageHandle = {
  ...{ policy: 'signed_in', title: 'letter', form: answerForm },
  // As much as staff may propose, in letters that take six bytes each on their way.
  bodyLimit: 256 * 1024,
};

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const found = await transactionAs(meIn(context), async (tx) => {
    const mine = await ownExtract(tx, Number(params.number));
    if (!mine) return null;
    const { number, audience, state, leakState, proposed, approved, mayBeAnswered, mayBeApproved } = mine;
    const kept = await keptFor(tx, request);
    return { number, audience, state, leakState, proposed, approved, mayBeAnswered, mayBeApproved, kept };
  });
  if (!found) throw data(null, { status: 404 });
  return found;
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const read = await readForm({ request, context }, extractAnswerForm);
  if (!read.ok) return read.again;
  await transactionAs(meIn(context), async (tx) => {
    const found = await ownExtract(tx, Number(params.number));
    if (!found || !(read.value.answer === 'approved' ? found.mayBeApproved : found.mayBeAnswered)) return;
    const asked = askedHere(context, audienceKey(found.audience), (t) => extractWords(t, found.audience));
    await answerExtract(tx, found, read.value, { ...asked, how: 'portal' });
  });
  return redirect(`/words/extracts/${params.number}`, 303);
}

/** The exact words that could leave, for one audience: theirs to change, to agree to, or to refuse. */
export default function Extract({ loaderData: it, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const errors = errorsOf(t, actionData);
  const words = typedIn(actionData ?? it.kept, 'words') ?? it.approved ?? it.proposed;
  return (
    <>
      <BackLink href="/words" label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errors} />
      <h1>{t('words.extract.title')}</h1>
      {it.state !== 'proposed' && <Stands state={it.state} leakState={it.leakState} />}
      <p className="lead">{t(`words.audience.${it.audience}.question`)}</p>
      <p>{t(`words.audience.${it.audience}.example`)}</p>
      <EnglishBeside folded say={(english) => extractWords(english, it.audience)} />
      <h2>{t(it.approved ? 'words.extract.yours' : 'words.extract.proposed')}</h2>
      <article className="letter">
        <Said words={it.approved ?? it.proposed} />
      </article>
      {it.mayBeAnswered ? (
        <AnswerForm id={answerForm}>
          {it.mayBeApproved && (
            <TextArea
              name="words"
              label={t('words.extract.change')}
              hint={t('words.extract.only')}
              value={words}
              lang={languageOfWords(words, language)}
              rows={8}
              errors={errors}
            />
          )}
          <Buttons>
            {answersOpen(it).map((answer) => (
              <Button key={answer} kind="quiet" name="answer" value={answer}>
                {t(`words.extract.${answer}`)}
              </Button>
            ))}
          </Buttons>
        </AnswerForm>
      ) : (
        <p>{t('words.extract.closed')}</p>
      )}
    </>
  );
}

const answersOpen = ({ mayBeApproved }: { mayBeApproved: boolean }) =>
  mayBeApproved ? (['approved', 'refused'] as const) : (['refused'] as const);

type StandsProps = { state: 'approved' | 'refused' | 'ended'; leakState: string };

function Stands({ state, leakState }: StandsProps) {
  const { t } = useTranslation();
  const held = state === 'approved' && leakState === 'held';
  return (
    <Notice tone="told" title={t(held ? 'words.extract.held' : `words.extract.state.${state}`)} level={2}>
      {held && <p>{t('words.extract.why')}</p>}
      {state === 'approved' && !held && <p>{t('words.extract.exactly')}</p>}
      {state === 'refused' && <p>{t('words.extract.nothing')}</p>}
    </Notice>
  );
}
