import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Radios } from '#accessibility/fields/radios.tsx';
import { contactPreferenceForm } from '#casework/contact-preference/form.server.ts';
import { changeContactPreference, contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
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
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/voicemail';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

const answers = ['no', 'name_only'] as const;
const wordsOf = (t: TFunction) => [
  t('first.times.voicemail'),
  ...answers.map((answer) => t(`reach.voicemail.${answer}`)),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    kept: await keptFor(tx, request),
    preference: await contactPreferenceOf(tx, me.victimId),
  }));
}

const { voicemail, version } = contactPreferenceForm.shape;
const form = z.object({ voicemail: voicemail.unwrap(), version });

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const asked = askedHere(context, 'portal.reach.voicemail', wordsOf);
  const done = await transactionAs(me, (tx) =>
    changeContactPreference(tx, me.victimId, read.value, asked),
  ).catch(unlessQuicker);
  return done ? redirect('/contact', 303) : read.again([{ field: 'voicemail', problem: changedMeanwhile }]);
}

export default function ContactVoicemail({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { preference, kept } = loaderData;
  return (
    <AnswerPage
      back="/contact"
      errors={errorsOf(t, actionData)}
      hidden={{ version: versionFor(actionData, preference.version) }}
      submit={t('choices.save')}
      lead={<EnglishBeside folded say={wordsOf} />}
    >
      <Radios
        name="voicemail"
        legend={t('first.times.voicemail')}
        level={1}
        hint={t('reach.voicemail.hint')}
        errors={errorsOf(t, actionData)}
        value={typedIn(actionData ?? kept, 'voicemail') ?? preference.voicemail}
        options={answers.map((value) => ({ value, label: t(`reach.voicemail.${value}`) }))}
      />
    </AnswerPage>
  );
}
