import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Radios } from '#accessibility/fields/radios.tsx';
import { involvementLevels, levelOf } from '#casework/choice/rules.ts';
import { answerInvolvement, choicesOf } from '#casework/choice/store.server.ts';
import { holdOf, liftPause } from '#casework/hold/store.server.ts';
import { type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { askedHere } from '../../asked.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/involved';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', form: answerForm, exact: true };

const form = z.object({
  level: z.enum(involvementLevels, { error: 'portal:first.involved.missing' }),
});

const duties = ['invitation', 'danger', 'breach'] as const;

const wordsOf = (t: TFunction) => [
  t('first.involved.question'),
  t('first.involved.hint'),
  ...involvementLevels.flatMap((level) => [
    t(`first.involved.${level}.label`),
    t(`first.involved.${level}.hint`),
  ]),
  t('first.involved.duties.title'),
  ...duties.map((duty) => t(`first.involved.duties.${duty}`)),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const kept = await keptFor(tx, request);
    return { kept, level: levelOf(await choicesOf(tx, tx.actor.victimId)) };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { level } = read.value;
  const asked = askedHere(context, 'portal.first.involved', wordsOf);
  await transactionAs(meIn(context), async (tx) => {
    const { victimId } = tx.actor;
    await answerInvolvement(tx, victimId, level, asked);
    if (level !== 'nothing') await endOwnRefusal(tx);
  });
  return redirect(level === 'nothing' ? '/first/receipt' : '/first/reach', 303);
}

// Whoever said no by the card and now asks to hear from us has taken that no back; any other pause stands.
async function endOwnRefusal(tx: Tx<VictimActor>): Promise<void> {
  const now = await holdOf(tx, tx.actor.victimId);
  if (now.held && now.reason === 'card_refused') await liftPause(tx, tx.actor.victimId);
}

export default function Involved({ loaderData: { kept, level }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage back="/before" errors={errors} lead={<Lead />} submit={t('first.goOn')}>
      <Radios
        name="level"
        legend={t('first.involved.question')}
        level={1}
        hint={t('first.involved.hint')}
        errors={errors}
        line="unanswered"
        options={involvementLevels.map((value) => ({
          value,
          label: t(`first.involved.${value}.label`),
          hint: t(`first.involved.${value}.hint`),
          answer: value === 'nothing' ? 'no' : 'yes',
        }))}
        value={typedIn(actionData ?? kept, 'level') ?? level ?? undefined}
      />
      <EnglishBeside say={wordsOf} />
      <section>
        <h2>{t('first.involved.duties.title')}</h2>
        <ul className="choices">
          {duties.map((duty) => (
            <li key={duty}>{t(`first.involved.duties.${duty}`)}</li>
          ))}
        </ul>
      </section>
    </AnswerPage>
  );
}

function Lead() {
  const { t } = useTranslation();
  return (
    <>
      <p className="lead">{t('first.hello')}</p>
      <p className="hint">{t('first.step', { number: 1 })}</p>
    </>
  );
}
