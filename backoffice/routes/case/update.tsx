import { useTranslation } from 'react-i18next';
import { Steps } from '#accessibility/desk/steps.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { idFrom } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { CheckUpdate } from '../../update/check-update.tsx';
import { PickMilestone } from '../../update/pick-milestone.tsx';
import { WordsForm } from '../../update/words-form.tsx';
import { type AfterUpdate, updateAction, updatePage } from '../../update/write.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/update';

export const handle: PageHandle = { policy: 'casework', title: 'update' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('milestone');
  const milestoneId = asked === null ? null : idFrom(asked);
  return transactionAs(meAtDesk(context), (tx) => updatePage(tx, params.id, milestoneId));
}

export const action = updateAction;

const steps = ['milestone', 'words', 'check'] as const;

export default function SendUpdate({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { picked, draft, shown } = page;
  const errors = errorsOf(t, actionData);
  const after: AfterUpdate | undefined = actionData;
  const check = after?.check;
  const now = check ? 2 : picked ? 1 : 0;
  const stateOf = (place: number) => (place < now ? 'done' : place === now ? 'current' : 'todo');
  return (
    <CasePage shown={shown} title={t('update.title', { name: shown.callMe })} errors={errors}>
      <Steps
        label={t('update.steps')}
        steps={steps.map((step, place) => ({
          text: t(`update.step.${step}`),
          state: stateOf(place),
          word: t(`update.stepState.${stateOf(place)}`),
        }))}
      />
      {check && after && <CheckUpdate page={page} values={after.values} check={check} />}
      {!check && picked && draft && (
        <WordsForm page={{ ...page, picked, draft }} values={actionData?.values} errors={errors} />
      )}
      {!check && !picked && <PickMilestone page={page} values={actionData?.values} errors={errors} />}
    </CasePage>
  );
}
