import { useTranslation } from 'react-i18next';
import { Steps } from '#accessibility/desk/steps.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { errorsOf } from '../../problems.ts';
import { type AfterNew, newAction, newPage } from '../../several/new.server.ts';
import { PickNews } from '../../several/pick-news.tsx';
import { WordsForSeveral } from '../../several/words-for-several.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/new';

export const handle: PageHandle = { policy: 'casework', title: 'several' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return transactionAs(meAtDesk(context), (tx) => newPage(tx, searchParams));
}

export const action = newAction;

const steps = ['milestone', 'words', 'check'] as const;

export default function NewForSeveral({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const after: AfterNew | undefined = actionData;
  const errors = errorsOf(t, after ?? page);
  const now = page.words ? 1 : 0;
  const stateOf = (place: number) => (place < now ? 'done' : place === now ? 'current' : 'todo');
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>{t('several.newTitle')}</h1>
      <p>
        {t('several.from', { incident: page.incident })}{' '}
        <a href={`/cases/${page.caseId}`}>{t('several.backToCase', { reference: page.reference })}</a>
      </p>
      <Steps
        label={t('update.steps')}
        steps={steps.map((step, place) => ({
          text: t(`update.step.${step}`),
          state: stateOf(place),
          word: t(`update.stepState.${stateOf(place)}`),
        }))}
      />
      {page.words ? (
        <WordsForSeveral
          page={{ ...page, words: page.words }}
          values={after?.values}
          named={after?.named}
          errors={errors}
        />
      ) : (
        <PickNews page={page} errors={errors} />
      )}
    </>
  );
}
