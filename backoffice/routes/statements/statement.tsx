import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { askedIn } from '../../asked.server.ts';
import { CasePage } from '../../case-page.tsx';
import { errorsOf } from '../../problems.ts';
import { OpenForm } from '../../statement/open-form.tsx';
import { type AfterOpening, statementAction, statementPage } from '../../statement/open-statement.server.ts';
import { OpenedWords } from '../../statement/opened-words.tsx';
import { Readings } from '../../statement/readings.tsx';
import { StatementFacts } from '../../statement/statement-facts.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/statement';

export const handle: PageHandle = { policy: 'casework', title: 'statement' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const page = await transactionAs(meAtDesk(context), (tx) => statementPage(tx, params.id));
  return { ...page, done: askedIn(request).oneOf('done', ['to_confirm', 'sent', 'withdrawn']) };
}

export const action = statementAction;

/** Somebody's words: what is known of them, and the words themselves once someone has said why they open them. */
export default function Statement({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, statement, done } = loaderData;
  const { callMe } = shown;
  const after: AfterOpening | undefined = actionData;
  const errors = errorsOf(t, after);
  const opened = after?.opened;
  const title = t('statement.title', { name: callMe, number: statement.number });
  return (
    <CasePage shown={shown} title={title} errors={errors}>
      {done && !after && (
        <Notice tone="told" title={t(`statement.done.${done}`)} level={2} announce>
          <p>
            <a href={`/cases/${shown.caseId}`}>{t('phone.saved.toCase')}</a>
          </p>
        </Notice>
      )}
      {opened ? (
        <OpenedWords opened={opened} statement={statement} name={callMe} />
      ) : (
        <>
          <StatementFacts statement={statement} />
          {statement.state === 'sent' && statement.audiences.length > 0 && (
            <p>
              <a href={`/statements/${statement.statementId}/extract`}>{t('statement.extract')}</a>
            </p>
          )}
          <OpenForm statement={statement} name={callMe} errors={errors} />
        </>
      )}
      <Readings {...statement} />
      {!opened && statement.state !== 'withdrawn' && (
        <Withdraw withdrawable={statement.withdrawable} name={callMe} />
      )}
    </CasePage>
  );
}

function Withdraw({ withdrawable, name }: { withdrawable: boolean; name: string }) {
  const { t } = useTranslation();
  if (!withdrawable) return <p>{t('statement.withdraw.not')}</p>;
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">{t('statement.withdraw.title')}</h2>
      <p>{t('statement.withdraw.lead')}</p>
      <DeskForm errors={[]}>
        <DeskButton kind="quiet" name="intent" value="withdraw">
          {t('statement.withdraw.button', { name })}
        </DeskButton>
      </DeskForm>
    </section>
  );
}
