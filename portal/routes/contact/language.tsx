import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Radios } from '#accessibility/fields/radios.tsx';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { contactPreferenceForm } from '#casework/contact-preference/form.server.ts';
import { changeContactPreference, contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { endonyms, languages } from '#locales/languages.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { askedHere } from '../../asked.server.ts';
import { changedMeanwhile, unlessQuicker, versionFor } from '../../changed-meanwhile.ts';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { useShell } from '../../shell.ts';
import { spokenName } from '../../spoken-languages.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/language';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm };

const wordsOf = (t: TFunction) => [
  t('reach.language.written'),
  t('reach.language.spoken'),
  t('reach.language.interpreter'),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    kept: await keptFor(tx, request),
    preference: await contactPreferenceOf(tx, me.victimId),
  }));
}

const { languageWritten, languageSpoken, interpreter, version } = contactPreferenceForm.shape;
const form = z.object({
  languageWritten: languageWritten.unwrap(),
  languageSpoken: languageSpoken.unwrap(),
  interpreter,
  version,
});

export async function action({ request, context }: Route.ActionArgs) {
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const asked = askedHere(context, 'portal.reach.language', wordsOf);
  const done = await transactionAs(me, (tx) =>
    changeContactPreference(tx, me.victimId, read.value, asked),
  ).catch(unlessQuicker);
  return done
    ? redirect('/contact', 303)
    : read.again([{ field: 'languageWritten', problem: changedMeanwhile }]);
}

export default function ContactLanguage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { preference, kept } = loaderData;
  const again = actionData ?? kept;
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/contact"
      errors={errors}
      title={t('reach.rows.language')}
      hidden={{ version: versionFor(actionData, preference.version) }}
      submit={t('choices.save')}
    >
      <Radios
        name="languageWritten"
        legend={t('reach.language.written')}
        level={2}
        hint={t('reach.language.writtenHint')}
        errors={errors}
        value={typedIn(again, 'languageWritten') ?? preference.languageWritten}
        options={languages.map((value) => ({ value, label: endonyms[value], lang: value }))}
      />
      <TextField
        name="languageSpoken"
        label={t('reach.language.spoken')}
        level={2}
        hint={t('reach.language.spokenHint')}
        errors={errors}
        value={typedIn(again, 'languageSpoken') ?? spokenName(language, preference.languageSpoken)}
        autoComplete="off"
      />
      <Radios
        name="interpreter"
        legend={t('reach.language.interpreter')}
        level={2}
        hint={t('reach.language.interpreterHint')}
        errors={errors}
        value={typedIn(again, 'interpreter') ?? (preference.interpreter ? 'yes' : 'no')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`choices.${value}`) }))}
      />
    </AnswerPage>
  );
}
