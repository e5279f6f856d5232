import { useTranslation } from 'react-i18next';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { errorsOf } from '../../problems.ts';
import { NeededBy } from '../../statement/needed-by.tsx';
import { ReadItBack } from '../../statement/read-it-back.tsx';
import { type AfterTakeDown, takeDownAction, takeDownPage } from '../../statement/take-down.server.ts';
import { TakeDownForm } from '../../statement/take-down-form.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/statement';

// Fifty thousand words of three bytes a letter, with room for long ones.
export const handle: PageHandle = { policy: 'casework', title: 'take_down', bodyLimit: 4 * 1024 * 1024 };

export function loader({ params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), (tx) => takeDownPage(tx, params.id));
}

export const action = takeDownAction;

/** Somebody's words, taken down as they say them, read back, and kept for them to confirm. */
export default function TakeDown({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown } = page;
  const after: AfterTakeDown | undefined = actionData;
  const errors = errorsOf(t, after);
  return (
    <CasePage shown={shown} title={t('statement.takeDown.title', { name: shown.callMe })} errors={errors}>
      {after?.readBack ? (
        <ReadItBack page={page} values={after.values} count={after.readBack.words} />
      ) : (
        <>
          <p>{t('statement.takeDown.lead')}</p>
          <NeededBy needed={page.needed} caseId={shown.caseId} />
          <TakeDownForm page={page} values={after?.values} errors={errors} />
        </>
      )}
    </CasePage>
  );
}
