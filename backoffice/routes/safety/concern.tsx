import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { ContactRules } from '#accessibility/desk/contact-rules.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { readConcern } from '#casework/safety-concern/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { concernShown } from '../../casefile/concern.server.ts';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/concern';

export const handle: PageHandle = { policy: 'casework', title: 'concern' };

export function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  return notThereAs404(transactionAs(meAtDesk(context), (tx) => concernShown(tx, id)));
}

export async function action({ params, context }: Route.ActionArgs) {
  const id = idFrom(params.id);
  await notThereAs404(transactionAs(meAtDesk(context), (tx) => readConcern(tx, id)));
  return redirect(`/concerns/${id}`, 303);
}

export default function Concern({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { name, cases, rules, at, read } = loaderData;
  return (
    <>
      <h1>
        {t('concernRead.title')} <bdi>{name}</bdi>
      </h1>
      <p>
        {t('concernRead.came')} <time dateTime={at.dateTime}>{at.text}</time>
      </p>
      <ContactRules {...rules} />
      {read ? (
        <>
          <blockquote dir="auto">{read.words}</blockquote>
          <p className="hint">{t(`concernRead.takenBy.${read.takenBy}`)}</p>
          <h2>{t('concernRead.next')}</h2>
          <p>{t('concernRead.danger')}</p>
          <p>{t('concernRead.stillTask')}</p>
        </>
      ) : (
        <DeskForm errors={[]}>
          <p>{t('concernRead.sealed')}</p>
          <DeskButton kind="primary">{t('concernRead.read')}</DeskButton>
        </DeskForm>
      )}
      <ul className="plain">
        {cases.map(({ caseId, reference }) => (
          <li key={caseId}>
            <a href={`/cases/${caseId}`}>{t('task.case', { reference })}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
