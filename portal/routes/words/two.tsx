import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { Radios } from '#accessibility/fields/radios.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { ChangedMeanwhileError, NotThereError } from '#casework/refusals.ts';
import { settleTwoTexts, twoTextsOf } from '#casework/statement/draft.server.ts';
import { twoTextsForm } from '#casework/statement/form.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { momentInWords } from '../../dates.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { wordsPath } from '../../words/paths.ts';
import { Said } from '../../words/said.tsx';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/two';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const { current, about } = await writingIn(tx, request);
    const [texts = null] = await twoTextsOf(tx, current.caseId);
    return { about, texts };
  });
}

// Settled already, or written on since both were shown: the page is shown anew, with what stands now.
function unlessChanged(error: unknown): 'two' {
  if (error instanceof ChangedMeanwhileError || error instanceof NotThereError) return 'two';
  throw error;
}

export async function action({ request, context }: Route.ActionArgs) {
  const me = meIn(context);
  const read = await readForm({ request, context }, twoTextsForm);
  if (!read.ok) return read.again;
  const { about, current } = await transactionAs(me, (tx) => writingIn(tx, request));
  const chosen = { ...read.value, caseId: current.caseId, language: context.get(languageContext) };
  const page = await transactionAs(me, async (tx) => {
    const piece = await settleTwoTexts(tx, chosen);
    if ((await twoTextsOf(tx, current.caseId)).length > 0) return 'two';
    return piece === 'free' ? 'free' : `write/${piece}`;
  }).catch(unlessChanged);
  return redirect(wordsPath(page, about), 303);
}

/** Both texts side by side: the person chooses one, or joins them. */
export default function TwoTexts({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { about, texts } = loaderData;
  if (!texts) return <NothingToChoose about={about} />;
  const { piece, besideId, version, first, second } = texts;
  return (
    <AnswerPage
      back={wordsPath('', about)}
      errors={errorsOf(t, actionData)}
      title={t('words.two.title')}
      lead={
        <>
          <p className="lead">{t('words.two.lead')}</p>
          <p>{t(piece === 'free' ? 'words.free.question' : `words.guide.${piece}.question`)}</p>
          <div className="two-texts">
            <OneText title={t('words.two.first')} text={first} />
            <OneText title={t('words.two.second')} text={second} />
          </div>
        </>
      }
      hidden={{ beside: besideId, version }}
      submit={t('words.two.submit')}
    >
      <Radios
        name="keep"
        legend={t('words.two.question')}
        level={2}
        errors={errorsOf(t, actionData)}
        value={typedIn(actionData, 'keep')}
        options={(['first', 'second', 'both'] as const).map((value) => ({
          value,
          label: t(`words.two.${value}`),
        }))}
      />
    </AnswerPage>
  );
}

function OneText({ title, text }: { title: string; text: { words: string; savedAt: Date } }) {
  const { t } = useTranslation();
  const { language } = useShell();
  return (
    <section>
      <h2>{title}</h2>
      <p className="hint">{t('words.two.savedAt', { when: momentInWords(language, text.savedAt) })}</p>
      {text.words ? <Said words={text.words} /> : <p>{t('words.two.empty')}</p>}
    </section>
  );
}

function NothingToChoose({ about }: { about: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href={wordsPath('', about)} label={t('frame.back')} />
      <h1>{t('words.two.title')}</h1>
      <p>{t('words.two.none')}</p>
    </>
  );
}
