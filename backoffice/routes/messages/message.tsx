import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Timeline } from '#accessibility/desk/timeline.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { actOnMessage, messageActs } from '../../message/acts.server.ts';
import { messageShown } from '../../message/message-shown.server.ts';
import { PastLock } from '../../message/past-lock.tsx';
import { stateMeans, stateWords } from '../../message/state-words.ts';
import { idFrom } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/message';

export const handle: PageHandle = { policy: 'casework', title: 'message' };

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  const message = await transactionAs(meAtDesk(context), (tx) => messageShown(tx, id));
  return { key: crypto.randomUUID(), message };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const id = idFrom(params.id);
  const form = await readForm({ request, context }, messageActs);
  if (!form.ok) return form.again;
  const { value } = form;
  const to = await transactionAs(meAtDesk(context), (tx) =>
    once(tx, value.key, () => actOnMessage(tx, id, value)),
  );
  return redirect(to, 303);
}

type Shown = Route.ComponentProps['loaderData']['message'];

function Steps({ message, stamp }: { message: Shown; stamp: string }) {
  const { t } = useTranslation();
  const { steps, to, state } = message;
  const [firstCase] = to.cases;
  if (steps.length === 0) return null;
  const acts = steps.filter((step) => step === 'again' || step === 'dealt_with' || step === 'stop');
  return (
    <section>
      <h2>{t('message.next')}</h2>
      <p>{t(`message.do.${state}`, { defaultValue: '' })}</p>
      {firstCase && (
        <ul className="plain">
          {steps.includes('card') && (
            <li>
              <a href={`/cases/${firstCase.caseId}/invitation`}>{t('message.step.card')}</a>
            </li>
          )}
          {steps.includes('phone') && (
            <li>
              <a href={`/cases/${firstCase.caseId}/phone`}>{t('message.step.phone')}</a>
            </li>
          )}
          {steps.includes('other_channel') && (
            <li>
              <a href={`/cases/${firstCase.caseId}/contact`}>{t('message.step.other_channel')}</a>
            </li>
          )}
        </ul>
      )}
      <DeskForm errors={[]}>
        <input type="hidden" name="key" value={stamp} />
        <div className="buttons">
          {acts.map((act) => (
            <DeskButton key={act} kind="quiet" name="act" value={act}>
              {t(`message.step.${act}`)}
            </DeskButton>
          ))}
        </div>
      </DeskForm>
    </section>
  );
}

function Body({ message }: { message: Shown }) {
  const { t } = useTranslation();
  const { body, language, notKept } = message;
  const next = notKept ? (`${notKept}Body` as const) : 'noBodyNext';
  if (!body) return <Empty title={t('message.noBody')} next={t(`message.${next}`)} />;
  return (
    <blockquote lang={language.code} dir={language.direction}>
      {body.subject && (
        <p>
          <strong>{body.subject}</strong>
        </p>
      )}
      {body.text.split('\n\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </blockquote>
  );
}

function History({ message }: { message: Shown }) {
  const { t } = useTranslation();
  const codeWords = (why: Shown['why'], code: string | null) =>
    why ? t(`message.why.${why}`, { code: code ?? '' }) : undefined;
  const entries = [
    ...message.moments.map(({ what, at }) => ({ key: what, at, who: '', what: t(`message.moment.${what}`) })),
    ...message.tries.map(({ number, at, outcome, why, code }) => ({
      key: `try-${number}`,
      at,
      who: t('message.try', { number }),
      what: t(`message.outcome.${outcome}`),
      detail: codeWords(why, code),
    })),
    ...message.receipts.map(({ key, at, rawState, why, code }) => ({
      key: `receipt-${key}`,
      at,
      who: t('message.receipt'),
      what: t(`message.raw.${rawState}`, { defaultValue: rawState }),
      detail: codeWords(why, code),
    })),
  ].sort((a, b) => a.at.dateTime.localeCompare(b.at.dateTime));
  return <Timeline label={t('message.history')} entries={entries} />;
}

export default function Message({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, message } = loaderData;
  const errors = errorsOf(t, actionData);
  const { to, kind, channel, heldReason, leaves, cancelledReason, why, failureCode, expires } = message;
  const words = [
    stateMeans(t, message),
    heldReason && t(`message.held.${heldReason}`),
    leaves && t('update.leavesAt', { moment: leaves }),
    cancelledReason && t(`message.cancelled.${cancelledReason}`),
    why && t(`message.why.${why}`, { code: failureCode ?? '' }),
  ].filter(Boolean);
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>
        {t('message.title', { kind: t(`message.kind.${kind}`), channel: t(`byChannel.${channel}`) })}{' '}
        <bdi>{to.name}</bdi>
      </h1>
      <Notice
        tone={message.steps.includes('dealt_with') ? 'caution' : 'told'}
        level={2}
        title={stateWords(t, message)}
      >
        <p>
          {words.join(' ')}{' '}
          {message.wordsIn && <a href={`/templates/in/${message.wordsIn}`}>{t('message.words')}</a>}
        </p>
      </Notice>
      <PastLock lock={message.lock} stamp={key} why={typedIn(actionData?.values, 'why')} errors={errors} />
      <Steps message={message} stamp={key} />
      <SummaryList
        rows={[
          {
            term: t('message.case'),
            value: to.cases.map(({ caseId, reference }) => (
              <a key={caseId} href={`/cases/${caseId}`}>
                {reference}{' '}
              </a>
            )),
          },
          { term: t('message.provider'), value: t(`message.by.${message.provider ?? 'none'}`) },
          { term: t('message.goodUntil'), value: expires.text },
        ]}
      />
      <h2>{t('message.asSent')}</h2>
      <Body message={message} />
      <h2>{t('message.history')}</h2>
      <History message={message} />
    </>
  );
}
