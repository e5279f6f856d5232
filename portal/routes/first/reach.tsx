import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { OrderedChoices } from '#accessibility/fields/ordered-choices.tsx';
import type { Asked } from '#casework/choice/ledger.server.ts';
import { channels } from '#casework/choice/rules.ts';
import { answerChoices, choicesOf } from '#casework/choice/store.server.ts';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { changeContactPreference, contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { apart } from '../../apart.ts';
import { askedHere } from '../../asked.server.ts';
import { mayChangeContact } from '../../contact-lock.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { reachForm, type Ways } from '../../reach-form.server.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/reach';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

const leadsTo = { text: 'mobile', email: 'email', phone: 'mobile', letter: 'address' } as const;

const wordsOf = (t: TFunction) => [
  t('first.reach.question'),
  t('first.reach.hint'),
  ...channels.flatMap((way) => [t(`first.reach.${way}.label`), t(`first.reach.${way}.hint`)]),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  return transactionAs(meIn(context), async (tx) => {
    const { victimId } = tx.actor;
    const kept = await keptFor(tx, request);
    const { channels: order } = await contactPreferenceOf(tx, victimId);
    const ruledOut = (await choicesOf(tx, victimId)).filter(
      ({ state, channel }) => channel !== '' && (state === 'declined' || state === 'withdrawn'),
    );
    const points = await contactPointsOf(tx, victimId);
    const values = Object.fromEntries([
      ...order.map((way, index) => [`ways.${way}`, String(index + 1)]),
      ...ruledOut.map(({ channel }) => [`ways.${channel}`, 'never']),
    ]);
    const hints = channels.map(
      (way) => [way, points.find(({ kind, bad }) => kind === leadsTo[way] && !bad)?.hint] as const,
    );
    return { before: kept ?? { values }, hints: Object.fromEntries(hints) };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const read = await readForm({ request, context }, reachForm);
  if (!read.ok) return read.again;
  const ways = read.value;
  const asked = askedHere(context, 'portal.first.reach', wordsOf);
  await transactionAs(meIn(context), (tx) => keepWays(tx, ways, asked));
  return redirect(ways.order.length === 0 ? '/first/receipt' : '/first/times', 303);
}

async function keepWays(tx: Tx<VictimActor>, { order, never }: Ways, asked: Asked): Promise<void> {
  const { victimId } = tx.actor;
  const ruledOut = (await choicesOf(tx, victimId)).filter(
    ({ channel }) => channel !== '' && never.includes(channel),
  );
  const answers = ruledOut
    .filter(({ state }) => state === 'unanswered' || state === 'agreed')
    .map(({ id }) => ({ id, answer: 'declined' as const, words: asked.words }));
  await answerChoices(tx, victimId, answers, asked);
  await changeContactPreference(tx, victimId, { channels: order }, asked);
}

const places = ['first', 'second', 'third', 'fourth'] as const;

export default function Reach({ loaderData: { before, hints }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const typed = (way: string) => typedIn(actionData ?? before, `ways.${way}`);
  const placeOf = (hint: string | undefined) =>
    hint ? t('first.reach.to', { hint: apart(hint) }) : t('first.reach.nowhere');
  return (
    <AnswerPage
      back="/first/involved"
      errors={errors}
      lead={<p className="hint">{t('first.step', { number: 2 })}</p>}
      submit={t('first.goOn')}
    >
      <OrderedChoices
        name="ways"
        legend={t('first.reach.question')}
        level={1}
        hint={t('first.reach.hint')}
        errors={errors}
        choices={channels.map((value) => ({
          value,
          label: t(`first.reach.${value}.label`),
          hint: `${t(`first.reach.${value}.hint`)} ${placeOf(hints[value])}`,
        }))}
        ranks={[
          ...places.map((place, index) => ({ value: String(index + 1), label: t(`first.reach.${place}`) })),
          { value: 'never', label: t('first.reach.never'), answer: 'no' },
        ]}
        values={Object.fromEntries(channels.map((way) => [way, typed(way) ?? '']))}
        unset={t('first.reach.unset')}
      />
      <EnglishBeside say={wordsOf} />
    </AnswerPage>
  );
}
