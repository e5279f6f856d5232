import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { Button } from '#accessibility/fields/button.tsx';
import { Radios } from '#accessibility/fields/radios.tsx';
import { TextArea } from '#accessibility/fields/text-area.tsx';
import { answersForm } from '#casework/question-set/form.server.ts';
import { questionIn, type StageQuestion } from '#casework/question-set/rules.ts';
import { answerQuestions, questionsToAsk } from '#casework/question-set/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { type FormAgain, readForm, valuesOf } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { errorsOf, typedIn } from '../../problems.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/questions';

export const handle: PageHandle = { policy: 'signed_in', title: 'page', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  const set = await transactionAs(meIn(context), questionsToAsk);
  return { questions: set ? set.questions : [], done: new URL(request.url).searchParams.has('done') };
}

export async function action({ request, context }: Route.ActionArgs) {
  const me = meIn(context);
  const set = await transactionAs(me, questionsToAsk);
  if (!set) return redirect('/say/questions?done', 303);
  const skipped = valuesOf(await request.clone().formData()).skip === 'all';
  const read = await readForm({ request, context }, answersForm(skipped ? [] : set.questions));
  if (!read.ok) return read.again;
  const language = context.get(languageContext);
  await transactionAs(me, (tx) => answerQuestions(tx, set, read.value, language));
  return redirect('/say/questions?done', 303);
}

const scores = ['1', '2', '3', '4', '5'] as const;

export default function Questions({ loaderData: { questions, done }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  if (questions.length === 0)
    return (
      <>
        <h1>{t('say.questions.title')}</h1>
        <p className="lead">{t(done ? 'say.questions.done' : 'say.questions.nobody')}</p>
        <p>
          <a href="/home">{t('done.home')}</a>
        </p>
      </>
    );
  return (
    <AnswerPage
      back="/home"
      errors={errorsOf(t, actionData)}
      title={t('say.questions.title')}
      submit={t('say.questions.send')}
      lead={<p className="lead">{t('say.questions.lead')}</p>}
      other={
        <Button kind="quiet" name="skip" value="all">
          {t('say.questions.skip')}
        </Button>
      }
    >
      {questions.map((question) => (
        <Asked key={question.key} question={question} again={actionData} />
      ))}
    </AnswerPage>
  );
}

function Asked({ question, again }: { question: StageQuestion; again: FormAgain | undefined }) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { text, language: of } = questionIn(question, language);
  const field = { name: question.key, level: 2 as const, errors: errorsOf(t, again) };
  const value = typedIn(again, question.key);
  const other = of === language ? undefined : of;
  return question.kind === 'score' ? (
    <Radios
      {...field}
      legend={text}
      legendLang={other}
      options={scores.map((score) => ({ value: score, label: t(`say.questions.scores.${score}`) }))}
      value={value}
    />
  ) : (
    <TextArea {...field} label={text} labelLang={other} value={value} rows={5} />
  );
}
