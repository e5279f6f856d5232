import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { LinkTabs } from '#accessibility/desk/link-tabs.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { questionsForm } from '#casework/question-set/form.server.ts';
import { askedIn, mostQuestions, stagesAsked } from '#casework/question-set/rules.ts';
import { answersTo, questionsNow, setQuestions } from '#casework/question-set/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnsweredQuestion } from '../../feedback/answered-question.tsx';
import { orNotThere } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/questions';

export const handle: PageHandle = { policy: 'casework', title: 'feedback_questions' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  const asked = new URL(request.url).searchParams.get('stage');
  const stage = stagesAsked.find((one) => one === asked) ?? 'first_contact';
  return transactionAs(me, async (tx) => {
    const set = await questionsNow(tx, stage);
    const answered = set ? await answersTo(tx, set) : [];
    return { stage, set, answered, isManager: me.role === 'manager' };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const me = meAtDesk(context);
  orNotThere(me.role === 'manager' ? me : null);
  const form = await readForm({ request, context }, questionsForm);
  if (!form.ok) return form.again;
  const { stage, questions } = form.value;
  await transactionAs(me, (tx) => setQuestions(tx, stage, questions));
  return redirect(`/feedback/questions?stage=${stage}`, 303);
}

export default function Questions({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { stage, set, answered, isManager } = loaderData;
  const errors = errorsOf(t, actionData);
  const pathOf = (one: string) => `/feedback/questions?stage=${one}`;
  return (
    <>
      <h1>{t('questions.title')}</h1>
      <ErrorSummary title={t('refused.title')} errors={errors} />
      <p>{t('questions.intro')}</p>
      <LinkTabs
        label={t('questions.stage')}
        current={pathOf(stage)}
        links={stagesAsked.map((one) => ({ href: pathOf(one), text: t(`stage.${one}`) }))}
      />
      {set ? (
        <section>
          <h2>{t('questions.version', { version: set.version })}</h2>
          {set.questions.map((question) => (
            <AnsweredQuestion
              key={question.key}
              question={question}
              answered={answered.find(({ key }) => key === question.key)}
            />
          ))}
        </section>
      ) : (
        <Empty title={t('questions.none')} next={t('questions.noneNext')} />
      )}
      {isManager && (
        <DeskForm errors={errors}>
          <h2>{t('questions.write')}</h2>
          <input type="hidden" name="stage" value={stage} />
          {Array.from({ length: mostQuestions }, (_, at) => `q${at + 1}`).map((key, at) => {
            const now = set?.questions.find((one) => one.key === key);
            return (
              <fieldset key={key} className="question">
                <legend className="legend">{t('questions.number', { number: at + 1 })}</legend>
                <SelectField
                  name={`${key}.kind`}
                  label={t('questions.kind')}
                  unset={t('questions.score')}
                  errors={[]}
                  options={[{ value: 'words', label: t('questions.words') }]}
                  value={typedIn(actionData?.values, `${key}.kind`) ?? (now?.kind === 'words' ? 'words' : '')}
                />
                {askedIn.map((language) => (
                  <DeskTextField
                    key={language}
                    name={`${key}.${language}`}
                    label={t(`questions.in.${language}`)}
                    value={typedIn(actionData?.values, `${key}.${language}`) ?? now?.words[language]}
                  />
                ))}
              </fieldset>
            );
          })}
          <DeskButton kind="primary">{t('questions.set')}</DeskButton>
        </DeskForm>
      )}
    </>
  );
}
