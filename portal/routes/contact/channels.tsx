import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { OrderedChoices } from '#accessibility/fields/ordered-choices.tsx';
import { channels } from '#casework/choice/rules.ts';
import { answerChoices, choicesOf } from '#casework/choice/store.server.ts';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { channelsFor } from '#casework/contact-preference/rules.ts';
import { changeContactPreference, contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { holdOf } from '#casework/hold/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { askedHere } from '../../asked.server.ts';
import { changedMeanwhile, unlessQuicker, versionFor } from '../../changed-meanwhile.ts';
import { mayChangeContact } from '../../contact-lock.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { reachForm } from '../../reach-form.server.ts';
import { stoppedQuery } from '../../what-stopped.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/channels';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

const wordsOf = (t: TFunction) => [
  t('reach.channels.question'),
  t('reach.channels.hint'),
  ...channels.flatMap((way) => [t(`first.reach.${way}.label`), t(`first.reach.${way}.hint`)]),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  return transactionAs(me, async (tx) => {
    const kept = await keptFor(tx, request);
    const preference = await contactPreferenceOf(tx, me.victimId);
    const ways = (await choicesOf(tx, me.victimId)).filter(({ channel }) => channel !== '');
    const { held } = await holdOf(tx, me.victimId);
    const stateOf = (way: string) => ways.find(({ channel }) => channel === way)?.state ?? 'unanswered';
    // As if every way were agreed: what stands in the way besides the person's own answer.
    const uses = channelsFor({
      preferred: channels,
      choices: { text: 'agreed', email: 'agreed', phone: 'agreed', letter: 'agreed' },
      contactPoints: await contactPointsOf(tx, me.victimId),
      held,
    });
    const values = channels.map((way) => [
      `ways.${way}`,
      placeOf(preference.channels.indexOf(way), stateOf(way)),
    ]);
    return {
      version: preference.version,
      before: kept ?? { values: Object.fromEntries(values) },
      uses: channels.map((way) => ({ way, why: uses.find(({ channel }) => channel === way)?.why ?? null })),
    };
  });
}

function placeOf(index: number, state: string): string {
  if (index >= 0) return String(index + 1);
  return state === 'declined' || state === 'withdrawn' ? 'never' : '';
}

const form = z.intersection(reachForm, z.object({ version: z.coerce.number().int() }));

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { order, never, version } = read.value;
  const asked = askedHere(context, 'portal.reach.channels', wordsOf);
  const done = await transactionAs(me, async (tx) => {
    const before = await contactPreferenceOf(tx, me.victimId);
    const stopped = await changeContactPreference(tx, me.victimId, { channels: order, version }, asked);
    const refused = (await choicesOf(tx, me.victimId))
      .filter(({ channel, state }) => state === 'unanswered' && never.some((way) => way === channel))
      .map(({ id }) => ({ id, answer: 'declined' as const, words: asked.words }));
    await answerChoices(tx, me.victimId, refused, asked);
    return { stopped, off: before.channels.filter((way) => !order.includes(way)) };
  }).catch(unlessQuicker);
  if (!done) return read.again([{ field: 'ways', problem: changedMeanwhile }]);
  if (done.off.length === 0) return redirect('/contact', 303);
  return redirect(`/choices/done?off=${done.off.join('.')}&${stoppedQuery(done.stopped)}`, 303);
}

const places = ['first', 'second', 'third', 'fourth'] as const;

export default function ContactChannels({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { version, before, uses } = loaderData;
  const errors = errorsOf(t, actionData);
  const typed = (way: string) => typedIn(actionData ?? before, `ways.${way}`) ?? '';
  return (
    <AnswerPage
      back="/contact"
      errors={errors}
      hidden={{ version: versionFor(actionData, version) }}
      submit={t('choices.save')}
      lead={<EnglishBeside folded say={wordsOf} />}
    >
      <OrderedChoices
        name="ways"
        legend={t('reach.channels.question')}
        level={1}
        hint={t('reach.channels.hint')}
        errors={errors}
        choices={uses.map(({ way, why }) => ({
          value: way,
          label: t(`first.reach.${way}.label`),
          hint: [t(`first.reach.${way}.hint`), ...(why ? [t(`reach.why.${why}`)] : [])].join(' '),
        }))}
        ranks={[
          ...places.map((place, index) => ({ value: String(index + 1), label: t(`first.reach.${place}`) })),
          { value: 'never', label: t('first.reach.never'), answer: 'no' as const },
        ]}
        values={Object.fromEntries(channels.map((way) => [way, typed(way)]))}
        unset={t('first.reach.unset')}
      />
    </AnswerPage>
  );
}
