import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { peopleWithCases } from '#casework/case/people.server.ts';
import { taskOf } from '#casework/task/one-task.server.ts';
import type { TaskKind } from '#casework/task/rules.ts';
import { finishTask } from '#casework/task/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { textsShown } from '../../casefile/texts.server.ts';
import { Texts } from '../../casefile/texts.tsx';
import { dueShown } from '../../due-words.server.ts';
import { momentOf } from '../../moments.server.ts';
import { idFrom, orNotThere } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/task';

export const handle: PageHandle = { policy: 'casework', title: 'task' };

const aboutTexts: readonly TaskKind[] = [
  'reply_needed',
  'texts_stopped',
  'emails_stopped',
  'automatic_reply',
];

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  return transactionAs(meAtDesk(context), async (tx) => {
    const { kind, victimId, dueAt, createdAt, doneAt } = orNotThere(await taskOf(tx, id));
    const person = orNotThere((await peopleWithCases(tx, [victimId])).get(victimId));
    return {
      ...{ kind, ...person },
      done: doneAt && momentOf(doneAt),
      due: doneAt ? null : dueShown('task', dueAt),
      raised: momentOf(createdAt),
      texts: aboutTexts.includes(kind) ? await textsShown(tx, victimId) : [],
    };
  });
}

export async function action({ params, context }: Route.ActionArgs) {
  const id = idFrom(params.id);
  await transactionAs(meAtDesk(context), async (tx) => {
    const { doneAt } = orNotThere(await taskOf(tx, id));
    if (!doneAt) await finishTask(tx, id);
  });
  return redirect('/', 303);
}

export default function Task({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { kind, name, due, done, raised, cases, texts } = loaderData;
  return (
    <>
      <h1>
        {t(`task.kind.${kind}`)}: <bdi>{name}</bdi>
      </h1>
      <p>{due && <DueBadge {...due} />}</p>
      <p>{t(`task.means.${kind}`)}</p>
      <p className="hint">
        {t('task.raised')} <time dateTime={raised.dateTime}>{raised.text}</time>
      </p>
      <Texts texts={texts} />
      <ul className="plain">
        {cases.map(({ caseId, reference }) => (
          <li key={caseId}>
            <a href={`/cases/${caseId}`}>{t('task.case', { reference })}</a>
          </li>
        ))}
      </ul>
      {done ? (
        <p>{t('task.wasDone', { moment: done.text })}</p>
      ) : (
        <DeskForm errors={[]}>
          <DeskButton kind="primary">{t('task.done')}</DeskButton>
        </DeskForm>
      )}
    </>
  );
}
