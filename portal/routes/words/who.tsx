import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { Radios } from '#accessibility/fields/radios.tsx';
import { answerAudiences } from '#casework/statement/draft.server.ts';
import { audiencesForm } from '#casework/statement/form.server.ts';
import { audiences } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { meIn } from '../../who.server.ts';
import { audienceWords } from '../../words/audience-words.ts';
import { wordsPath } from '../../words/paths.ts';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/who';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const { about, draft } = await writingIn(tx, request);
    return { about, said: draft?.audiences ?? {}, kept: await keptFor(tx, request) };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, audiencesForm);
  if (!read.ok) return read.again;
  const goTo = await transactionAs(meIn(context), async (tx) => {
    const { about, current } = await writingIn(tx, request);
    await answerAudiences(tx, current.caseId, context.get(languageContext), read.value);
    return wordsPath('check', about);
  });
  return redirect(goTo, 303);
}

/** Each who could read it, with what that would mean: a yes, a no, or nothing yet. Nothing is sent from here. */
export default function WhoCouldRead({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { about, said, kept } = loaderData;
  const again = actionData ?? kept;
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back={wordsPath('', about)}
      errors={errors}
      title={t('words.who.title')}
      lead={
        <>
          <p className="lead">{t('words.who.lead')}</p>
          <p>{t('words.who.worker')}</p>
          <p>{t('words.who.exact')}</p>
          <EnglishBeside folded say={(english) => audiences.flatMap((one) => audienceWords(english, one))} />
        </>
      }
      submit={t('words.who.submit')}
      after={<p>{t('words.who.nobody')}</p>}
    >
      {audiences.map((audience) => (
        <Radios
          key={audience}
          name={audience}
          legend={t(`words.audience.${audience}.question`)}
          hint={t(`words.audience.${audience}.example`)}
          level={2}
          errors={errors}
          line="unanswered"
          value={typedIn(again, audience) ?? said[audience]}
          options={[
            { value: 'agreed', label: t('words.check.yes'), answer: 'yes' },
            { value: 'declined', label: t('words.check.no'), answer: 'no' },
          ]}
        />
      ))}
    </AnswerPage>
  );
}
