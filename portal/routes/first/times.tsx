import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Radios } from '#accessibility/fields/radios.tsx';
import { changeContactPreference, contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { changeSafeWindows, safeWindowsOf } from '#casework/safe-window/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { askedHere } from '../../asked.server.ts';
import { mayChangeContact } from '../../contact-lock.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { OwnTimes } from '../../own-times.tsx';
import { errorsOf, typedIn } from '../../problems.ts';
import { timesAsTyped, timesForm } from '../../times-form.server.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/times';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

const wordsOf = (t: TFunction) => [
  t('first.times.question'),
  t('first.times.hint'),
  t('first.times.anyDay.label'),
  t('first.times.anyDay.hint'),
  t('first.times.workingHours.label'),
  t('first.times.evenings.label'),
  t('first.times.own.label'),
  t('first.times.ownHint'),
];

const voicemailWords = (t: TFunction) => [
  t('first.times.voicemail'),
  t('first.times.voicemailNo'),
  t('first.times.voicemailName'),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  return transactionAs(meIn(context), async (tx) => {
    const { victimId } = tx.actor;
    const kept = await keptFor(tx, request);
    const { channels, voicemail } = await contactPreferenceOf(tx, victimId);
    const values = { ...timesAsTyped(await safeWindowsOf(tx, victimId)), voicemail };
    return { before: kept ?? { values }, mayRing: channels.includes('phone') };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const read = await readForm({ request, context }, timesForm);
  if (!read.ok) return read.again;
  const { windows, voicemail } = read.value;
  const asked = askedHere(context, 'portal.first.times', voicemailWords);
  await transactionAs(meIn(context), async (tx) => {
    await changeSafeWindows(tx, tx.actor.victimId, windows);
    if (voicemail) await changeContactPreference(tx, tx.actor.victimId, { voicemail }, asked);
  });
  return redirect('/first/receipt', 303);
}

export default function Times({ loaderData: { before, mayRing }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const typed = (field: string) => typedIn(actionData ?? before, field);
  return (
    <AnswerPage
      back="/first/reach"
      errors={errors}
      lead={<p className="hint">{t('first.step', { number: 3 })}</p>}
      submit={t('first.goOn')}
    >
      <Radios
        name="when"
        legend={t('first.times.question')}
        level={1}
        hint={t('first.times.hint')}
        errors={errors}
        options={[
          { value: 'anyDay', label: t('first.times.anyDay.label'), hint: t('first.times.anyDay.hint') },
          { value: 'workingHours', label: t('first.times.workingHours.label') },
          { value: 'evenings', label: t('first.times.evenings.label') },
          { value: 'own', label: t('first.times.own.label'), hint: t('first.times.own.hint') },
        ]}
        value={typed('when')}
      />
      <OwnTimes typed={typed} errors={errors} />
      <EnglishBeside say={wordsOf} />
      {mayRing && <Voicemail value={typed('voicemail')} errors={errors} />}
    </AnswerPage>
  );
}

function Voicemail({ value, errors }: { value: string | undefined; errors: readonly FieldError[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Radios
        name="voicemail"
        legend={t('first.times.voicemail')}
        level={2}
        errors={errors}
        options={[
          { value: 'no', label: t('first.times.voicemailNo') },
          { value: 'name_only', label: t('first.times.voicemailName') },
        ]}
        value={value}
      />
      <EnglishBeside say={voicemailWords} />
    </>
  );
}
