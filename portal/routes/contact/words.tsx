import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Radios } from '#accessibility/fields/radios.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { contactPreferenceForm } from '#casework/contact-preference/form.server.ts';
import { textContentFor } from '#casework/contact-preference/rules.ts';
import { changeContactPreference, contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { type TextExamples, textExamplesFor } from '#casework/contact-preference/text-examples.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { directionOf, type Language } from '#locales/languages.ts';
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
import type { Route } from './+types/words';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

const wordsOf = (t: TFunction) => [
  t('reach.words.question'),
  t('reach.words.nudge.label'),
  t('reach.words.sentence.label'),
  t('reach.words.sentence.hint'),
];

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  return transactionAs(me, async (tx) => {
    const { textContent, languageWritten, version } = await contactPreferenceOf(tx, me.victimId);
    const mobiles = (await contactPointsOf(tx, me.victimId)).filter(({ kind }) => kind === 'mobile');
    return {
      kept: await keptFor(tx, request),
      ...{ textContent, version, written: languageWritten },
      offered: mobiles.some((point) => textContentFor('sentence', point) === 'sentence'),
      examples: await textExamplesFor(tx, languageWritten),
    };
  });
}

const { textContent, version } = contactPreferenceForm.shape;
const form = z.object({ textContent: textContent.unwrap(), version });

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const asked = askedHere(context, 'portal.reach.words', wordsOf);
  const done = await transactionAs(me, (tx) =>
    changeContactPreference(tx, me.victimId, read.value, asked),
  ).catch(unlessQuicker);
  return done ? redirect('/contact', 303) : read.again([{ field: 'textContent', problem: changedMeanwhile }]);
}

export default function ContactWords({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { offered, examples, written, version: now, kept } = loaderData;
  const again = actionData ?? kept;
  if (!offered)
    return (
      <>
        <BackLink href="/contact" label={t('frame.back')} />
        <h1>{t('reach.words.question')}</h1>
        <p className="lead">{t('reach.words.onlyNudge')}</p>
        <Example language={written} texts={[examples.nudge]} />
        <p>{t('reach.words.whyOnly')}</p>
        <p>
          <a href="/contact/number">{t('reach.mobile.title')}</a>
        </p>
      </>
    );
  return (
    <AnswerPage
      back="/contact"
      errors={errorsOf(t, actionData)}
      hidden={{ version: versionFor(actionData, now) }}
      submit={t('choices.save')}
      lead={<EnglishBeside folded say={wordsOf} />}
      after={<Sentences language={written} examples={examples} />}
    >
      <Radios
        name="textContent"
        legend={t('reach.words.question')}
        level={1}
        hint={t('reach.words.hint')}
        errors={errorsOf(t, actionData)}
        value={typedIn(again, 'textContent') ?? loaderData.textContent}
        options={(['nudge', 'sentence'] as const).map((value) => ({
          value,
          label: t(`reach.words.${value}.label`),
          hint: t(`reach.words.${value}.hint`),
        }))}
      />
    </AnswerPage>
  );
}

function Sentences({ language, examples }: { language: Language; examples: TextExamples }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('reach.words.examples')}</h2>
      <h3>{t('reach.words.nudge.label')}</h3>
      <Example language={language} texts={[examples.nudge]} />
      <h3>{t('reach.words.sentence.label')}</h3>
      <Example language={language} texts={examples.sentences.map(({ text }) => text)} />
    </section>
  );
}

function Example({ language, texts }: { language: Language; texts: readonly string[] }) {
  return (
    <ul className="choices">
      {texts.map((text) => (
        <li key={text} className="original" lang={language} dir={directionOf(language)}>
          {text}
        </li>
      ))}
    </ul>
  );
}
