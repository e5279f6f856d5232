import { randomUUID } from 'node:crypto';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Radios } from '#accessibility/fields/radios.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { casesOfVictim } from '#casework/case/store.server.ts';
import { type ChoiceAnswer, lockPresent } from '#casework/choice/answer.server.ts';
import { choicesForm } from '#casework/choice/form.server.ts';
import { afterNos, needsFreshYes } from '#casework/choice/rules.ts';
import { answerChoices, type ChoiceNow, choicesOf } from '#casework/choice/store.server.ts';
import { copiesOut } from '#casework/extract/recall.server.ts';
import { ChangedMeanwhileError } from '#casework/refusals.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { askedOnPage, wordsShown } from '../../asked.server.ts';
import { changedMeanwhile, unlessQuicker } from '../../changed-meanwhile.ts';
import { askKey, pathOf, purposePages, questionOf, wordsOf } from '../../choice-words.ts';
import { byCase } from '../../choices-by-case.ts';
import { dayInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { useShell } from '../../shell.ts';
import { stoppedQuery } from '../../what-stopped.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/purpose';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', form: answerForm, exact: true };

function purposeOf(asked: string) {
  const purpose = purposePages.find((one) => pathOf(one) === `/choices/${asked}`);
  if (!purpose) throw data(null, { status: 404 });
  return purpose;
}

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const me = meIn(context);
  const purpose = purposeOf(params.purpose);
  const { choices, cases, kept } = await transactionAs(me, async (tx) => ({
    choices: await choicesOf(tx, me.victimId),
    cases: await casesOfVictim(tx),
    kept: await keptFor(tx, request),
  }));
  const asked = choices.filter((one) => one.purpose === purpose && one.channel === '');
  return { purpose, groups: byCase(asked, cases), kept, key: randomUUID() };
}

// A yes that counts once only is a new yes each time; anything else said again is nothing new.
const saysSomething = (now: ChoiceNow, { answer, afterNo }: Omit<ChoiceAnswer, 'words'>) =>
  answer === 'agreed'
    ? now.state !== 'agreed' || needsFreshYes(now.purpose, now.topic)
    : (now.state !== 'declined' && now.state !== 'withdrawn') ||
      (afterNo !== null && now.afterNo !== afterNo);

/** The answer that a question is shown with: a yes that counts once only is asked afresh. */
const standingOf = ({ purpose, topic }: ChoiceNow, state: string | undefined) => {
  if (state === 'agreed') return needsFreshYes(purpose, topic) ? undefined : 'agreed';
  return state === 'declined' || state === 'withdrawn' ? 'declined' : undefined;
};

// The page says itself what each question stood at, so that what was left alone is not taken for an answer.
const shownField = (id: string) => `shown-${id}`;

const keyForm = z.uuid();

export async function action({ request, context, params }: Route.ActionArgs) {
  const me = meIn(context);
  const purpose = purposeOf(params.purpose);
  const form = await readForm({ request, context }, choicesForm);
  if (!form.ok) return form.again;
  const afterNo = afterNos.find((one) => one === form.values.afterNo) ?? null;
  const key = keyForm.safeParse(typedIn(form, 'key'));
  const changed: string[] = [];
  const goTo = await transactionAs(me, (tx) =>
    once(tx, key.success ? key.data : randomUUID(), async () => {
      await lockPresent(tx, me.victimId);
      const choices = await choicesOf(tx, me.victimId);
      const answers = form.value.flatMap(({ id, answer }) => {
        const now = choices.find((one) => one.id === id && one.purpose === purpose && one.open);
        const said = { id, answer, afterNo: answer === 'declined' ? afterNo : null };
        if (!now || !saysSomething(now, said)) return [];
        const shown = typedIn(form, shownField(id)) ?? now.state;
        if (shown !== now.state && answer === standingOf(now, shown)) return [];
        // A no never waits for a second look.
        if (shown !== now.state && answer === 'agreed') changed.push(id);
        return [{ ...said, words: wordsShown(context, `portal.${askKey(now)}`, (t) => wordsOf(t, now)) }];
      });
      if (changed.length > 0) throw new ChangedMeanwhileError();
      if (answers.length === 0) return '/choices';
      const stopped = await answerChoices(tx, me.victimId, answers, askedOnPage(context));
      return `/choices/done?${stoppedQuery(stopped)}&copies=${await copiesOut(tx)}`;
    }),
  ).catch(unlessQuicker);
  if (!goTo) return form.again(changed.map((field) => ({ field, problem: changedMeanwhile })));
  return redirect(goTo, 303);
}

export default function ChoicesOfPurpose({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { purpose, groups, kept, key } = loaderData;
  const again = actionData ?? kept;
  const errors = errorsOf(t, actionData);
  const all = groups.flatMap(({ choices }) => choices);
  if (all.length === 0) return <NothingToAnswer title={t(`purposes.${purpose}.title`)} />;
  return (
    <AnswerPage
      back="/choices"
      errors={errors}
      title={t(`purposes.${purpose}.title`)}
      lead={
        <>
          <p className="lead">{t(`purposes.${purpose}.lead`)}</p>
          <p>{t('choices.each')}</p>
          <EnglishBeside folded say={(english) => all.flatMap((choice) => wordsOf(english, choice))} />
        </>
      }
      hidden={{ key: typedIn(again, 'key') ?? key }}
      submit={t('choices.save')}
    >
      {groups.map(({ reference, choices }) => (
        <Fragment key={reference}>
          {reference && <h2>{t('choices.aboutCase', { reference })}</h2>}
          {choices.map((choice) => (
            <Ask key={choice.id} choice={choice} {...asTyped(choice, again)} errors={errors} />
          ))}
        </Fragment>
      ))}
      <Radios
        name="afterNo"
        legend={t('choices.again.question')}
        hint={t('choices.again.hint')}
        level={2}
        errors={errors}
        value={typedIn(again, 'afterNo')}
        options={afterNos.map((value) => ({ value, label: t(`choices.again.${value}`) }))}
      />
    </AnswerPage>
  );
}

function NothingToAnswer({ title }: { title: string }) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/choices" label={t('frame.back')} />
      <h1>{title}</h1>
      <p>{t('choices.none')}</p>
    </>
  );
}

type Again = Parameters<typeof typedIn>[0] & { problems?: readonly { field: string; problem: string }[] };

/** What was typed, and what it was typed over: a question left alone is shown as it stands now, as is one just told of. */
function asTyped(choice: ChoiceNow, again: Again | undefined) {
  const { id, state } = choice;
  const shown = typedIn(again, shownField(id)) ?? state;
  const typed = typedIn(again, id) || undefined;
  if (typed === standingOf(choice, shown)) return { shown: state, typed: standingOf(choice, state) };
  const told = again?.problems?.some(({ field, problem }) => field === id && problem === changedMeanwhile);
  return { shown: told ? state : shown, typed: typed ?? standingOf(choice, state) };
}

type AskProps = {
  choice: ChoiceNow;
  shown: string;
  typed: string | undefined;
  errors: readonly FieldError[];
};

function Ask({ choice, shown, typed, errors }: AskProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { id, state, purpose, topic, changedAt } = choice;
  const { question, example } = questionOf(t, choice);
  const fresh = needsFreshYes(purpose, topic);
  const said =
    fresh && state === 'agreed' && changedAt
      ? [t('choices.saidYes', { day: dayInWords(language, changedAt) })]
      : [];
  return (
    <>
      <input type="hidden" name={shownField(id)} value={shown} />
      <Radios
        name={id}
        legend={question}
        level={2}
        hint={[example, ...(fresh ? [t('choices.freshYes')] : []), ...said].filter(Boolean).join(' ')}
        errors={errors}
        line="unanswered"
        value={typed}
        options={[
          { value: 'agreed', label: t('choices.yes'), answer: 'yes' },
          { value: 'declined', label: t('choices.no'), answer: 'no' },
        ]}
      />
    </>
  );
}
