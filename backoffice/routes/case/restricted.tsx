import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { restrictionForm } from '#casework/restriction/form.server.ts';
import {
  alwaysAllowed,
  liftRestriction,
  restrictCase,
  restrictionOf,
} from '#casework/restriction/store.server.ts';
import { possibleWorkers } from '#casework/staff/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { orNotThere } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { chosenIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/restricted';

export const handle: PageHandle = { policy: 'manager', title: 'restricted' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const { restricted, allowed } = orNotThere(await restrictionOf(tx, it.victimId));
    const always = await alwaysAllowed(tx, it.victimId);
    const people = await possibleWorkers(tx);
    const others = people.filter(({ staffId }) => !always.includes(staffId));
    const done = new URL(request.url).searchParams.has('done');
    return {
      ...{ shown, done, restricted, allowed },
      always: people.filter(({ staffId }) => always.includes(staffId)).map(({ name }) => name),
      others: others.map(({ staffId, name }) => ({ value: staffId, label: name })),
    };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, restrictionForm);
  if (!form.ok) return form.again;
  const { intent, allowed } = form.value;
  const strange = await transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    const colleagues = (await possibleWorkers(tx)).map(({ staffId }) => staffId);
    if (!allowed.every((staffId) => colleagues.includes(staffId))) return true;
    if (intent === 'lift') await liftRestriction(tx, it.victimId);
    else await restrictCase(tx, it.victimId, allowed);
    return false;
  });
  if (strange) return form.again([{ field: 'allowed', problem: 'restriction.allowed.invalid' }]);
  return redirect(`/cases/${params.id}/restricted?done=1`, 303);
}

export default function Restricted({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, done, restricted, allowed, always, others } = loaderData;
  const errors = errorsOf(t, actionData);
  return (
    <CasePage shown={shown} title={t('restriction.title')} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t('restriction.done')} level={2} announce>
          <p>{t(restricted ? 'restriction.is' : 'restriction.isNot')}</p>
        </Notice>
      )}
      <p>{t(restricted ? 'restriction.is' : 'restriction.isNot')}</p>
      <p>{t('restriction.what')}</p>
      <DeskForm errors={errors}>
        <p>
          {t('restriction.always')} <bdi>{always.join(', ')}</bdi>
        </p>
        {others.length === 0 ? (
          <p>{t('restriction.noOthers')}</p>
        ) : (
          <DeskCheckboxes
            name="allowed"
            label={t('restriction.others')}
            hint={t('restriction.othersHint')}
            values={actionData ? chosenIn(actionData.values, 'allowed') : allowed}
            options={others}
          />
        )}
        <Buttons>
          <DeskButton kind="primary" name="intent" value="restrict">
            {t(restricted ? 'restriction.change' : 'restriction.button')}
          </DeskButton>
          {restricted && (
            <DeskButton kind="quiet" name="intent" value="lift">
              {t('restriction.lift')}
            </DeskButton>
          )}
        </Buttons>
      </DeskForm>
    </CasePage>
  );
}
