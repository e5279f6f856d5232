import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Radios } from '#accessibility/fields/radios.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { verdictForm } from '#casework/feedback/form.server.ts';
import { ownFeedback, ownWords, somebodyMayAnswer } from '#casework/feedback/store.server.ts';
import { judgeReply, readReplies } from '#casework/reply/own.server.ts';
import { verdicts } from '#casework/reply/rules.ts';
import { type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { dayInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { errorsOf } from '../../problems.ts';
import { GivenAnswer, Paragraphs } from '../../say/given-answer.tsx';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/told';

export const handle: PageHandle = { policy: 'signed_in', title: 'page', form: answerForm };

async function toldUnder(tx: Tx<VictimActor>, asked: string) {
  const found = (await ownFeedback(tx)).find(({ number }) => String(number) === asked);
  if (!found) throw data(null, { status: 404 });
  return found;
}

export async function loader({ context, params }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const told = await toldUnder(tx, params.number);
    const own = await ownWords(tx, told.feedbackId);
    const replies = await readReplies(tx, told.feedbackId);
    const anybody = told.state !== 'not_answered' || (await somebodyMayAnswer(tx, told.feedbackId));
    return { told, own, replies, anybody };
  });
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const read = await readForm({ request, context }, verdictForm);
  if (!read.ok) return read.again;
  const { verdict } = read.value;
  await transactionAs(meIn(context), async (tx) => {
    const { feedbackId } = await toldUnder(tx, params.number);
    const waits = (await readReplies(tx, feedbackId)).at(-1)?.verdict === null;
    if (waits) await judgeReply(tx, feedbackId, verdict);
  });
  return redirect(`/say/${params.number}`, 303);
}

const labels = { answers: 'answers', does_not_answer: 'notAnswers' } as const;
const questionOf = (t: TFunction) => [
  t('say.one.question'),
  ...verdicts.map((verdict) => t(`say.one.${labels[verdict]}`)),
];

export default function Told({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { told, own, replies, anybody } = loaderData;
  const errors = errorsOf(t, actionData);
  const [last] = replies.slice(-1);
  return (
    <>
      <BackLink href="/say" label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errors} />
      <h1>{t('say.one.title')}</h1>
      <p className="hint">
        {t('say.sentOn', { day: dayInWords(language, told.receivedAt) })}. {t(`say.state.${told.state}`)}
      </p>
      {told.notMyWorker && <p>{t('say.one.hidden')}</p>}
      <section>
        <h2>{t('say.one.yours')}</h2>
        <blockquote lang={own.language} dir="auto">
          <Paragraphs of={own.words} />
        </blockquote>
      </section>
      {replies.map((reply) => (
        <GivenAnswer key={reply.replyId} reply={reply} due={told.dueAt} anybody={anybody} />
      ))}
      {!last && told.wantsAnswer && (
        <p>
          {t('say.one.noReply')} {t('say.due', { day: dayInWords(language, told.dueAt) })}
        </p>
      )}
      {last && last.verdict === null && (
        <AnswerForm id={answerForm}>
          <EnglishBeside folded say={questionOf} />
          <Radios
            name="verdict"
            legend={t('say.one.question')}
            level={2}
            errors={errors}
            options={verdicts.map((value) => ({
              ...{ value, label: t(`say.one.${labels[value]}`) },
              ...(value === 'does_not_answer' && { hint: t('say.one.notHint') }),
            }))}
          />
          <Button kind="primary">{t('say.one.send')}</Button>
        </AnswerForm>
      )}
    </>
  );
}
