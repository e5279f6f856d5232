import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { moveForm } from '#casework/case/form.server.ts';
import { moveCase } from '#casework/case/move.server.ts';
import { ChangedMeanwhileError } from '#casework/refusals.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { stageShown } from '../../casefile/stage.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/stage';

export const handle: PageHandle = { policy: 'casework', title: 'stage' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const done = new URL(request.url).searchParams.has('done');
    return { shown, done, ...(await stageShown(tx, it)) };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, moveForm);
  if (!form.ok) return form.again;
  const { stage, seen } = form.value;
  const moved = transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    await moveCase(tx, it.caseId, stage, seen);
    return true;
  });
  const kept = await moved.catch((error: unknown) => {
    if (error instanceof ChangedMeanwhileError) return false;
    throw error;
  });
  if (kept) return redirect(`/cases/${params.id}/stage?done=1`, 303);
  return data<FormAgain & { changed: true }>(
    { values: { stage }, problems: [], changed: true },
    { status: 422 },
  );
}

export default function StageOfCase({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, stage, stages, done } = loaderData;
  const errors = errorsOf(t, actionData);
  const changed = actionData && 'changed' in actionData;
  return (
    <CasePage shown={shown} title={t('move.title')} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t('move.done', { stage: t(`stage.${stage}`) })} level={2} announce>
          <p>{t(stage === 'closed' ? 'move.closed' : 'move.seen')}</p>
        </Notice>
      )}
      {changed && (
        <Notice tone="caution" title={t('refused.title')} level={2} announce>
          <p>
            {t('refused.changed')} {t('move.now', { stage: t(`stage.${stage}`) })}
          </p>
        </Notice>
      )}
      <p>{t('move.now', { stage: t(`stage.${stage}`) })}</p>
      <Suggested {...loaderData} />
      <StillOpen {...loaderData} />
      <DeskForm errors={errors}>
        <input type="hidden" name="seen" value={stage} />
        <DeskRadios
          name="stage"
          label={t('move.question')}
          hint={t('move.hint')}
          value={typedIn(actionData?.values, 'stage')}
          options={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        />
        <DeskButton kind="primary">{t('move.button')}</DeskButton>
      </DeskForm>
    </CasePage>
  );
}

type Shown = Route.ComponentProps['loaderData'];

function Suggested({ suggested, because }: Pick<Shown, 'suggested' | 'because'>) {
  const { t } = useTranslation();
  if (!suggested || !because) return null;
  return (
    <p>
      {t('move.suggested', {
        what: t(`milestone.${because.kind}`),
        date: because.on,
        stage: t(`stage.${suggested}`),
      })}
    </p>
  );
}

function StillOpen({ stage, tasks, news }: Pick<Shown, 'stage' | 'tasks' | 'news'>) {
  const { t } = useTranslation();
  if (stage === 'closed' || tasks.length + news.length === 0) return null;
  return (
    <Notice tone="caution" title={t('move.stillOpen')} level={2}>
      <ul className="reasons">
        {news.map(({ updateId, kind, on }) => (
          <li key={updateId}>
            {t('move.news', { news: t('update.about', { what: t(`update.milestone.${kind}`), date: on }) })}
          </li>
        ))}
        {tasks.map(({ taskId, kind }) => (
          <li key={taskId}>
            <a href={`/tasks/${taskId}`}>{t(`task.kind.${kind}`)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
