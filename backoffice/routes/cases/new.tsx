import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { type Intake, intakeForm } from '#casework/intake/form.server.ts';
import { type PossiblySame, possiblySame, refusalOf, takeIn } from '#casework/intake/store.server.ts';
import { possibleWorkers } from '#casework/staff/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { HappenedFields, PersonFields, PointFields } from '../../intake/fields.tsx';
import { PossiblySameField } from '../../intake/possibly-same-field.tsx';
import { nowInFields } from '../../moments.server.ts';
import { errorsOf } from '../../problems.ts';
import { formValues } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/new';

export const handle: PageHandle = { policy: 'casework', title: 'new_case' };

export async function loader({ context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  const workers = await transactionAs(me, possibleWorkers);
  return {
    key: crypto.randomUUID(),
    workers: workers.map(({ staffId, firstName }) => ({ value: staffId, label: firstName })),
    me: me.staffId,
    now: nowInFields(),
  };
}

type Again = ReturnType<typeof data<FormAgain & { matches?: PossiblySame[] }>>;

export async function action({ request, context }: Route.ActionArgs): Promise<Again | Response> {
  const form = await readForm({ request, context }, intakeForm);
  if (!form.ok) return form.again;
  const { value, values } = form;
  const outcome = await transactionAs(meAtDesk(context), async (tx) => {
    const matches = value.chosen === '' ? await possiblySame(tx, value) : [];
    return matches.length > 0 ? { matches } : opened(tx, value);
  });
  if ('matches' in outcome) {
    const problems = [{ field: 'person', problem: 'victim.person.missing' }];
    return data({ values, problems, matches: outcome.matches }, { status: 422 });
  }
  return 'to' in outcome ? redirect(outcome.to, 303) : form.again([outcome]);
}

type Opened = { to: string } | { field: string; problem: string };

// Refused before its key is used up, so that the same form may be sent again once it is put right.
async function opened(tx: Tx<StaffActor>, intake: Intake): Promise<Opened> {
  const refused = await refusalOf(tx, intake);
  if (refused) return refused;
  return { to: await once(tx, intake.key, async () => `/cases/${await takeIn(tx, intake)}`) };
}

export default function NewCase({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { workers, me, now, key } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, { workerId: me, receivedOn: now.date, receivedAt: now.time, key });
  const matches = actionData?.matches;
  return (
    <>
      <ErrorSummary title={t(matches ? 'newCase.someAlike' : 'form.lookAgain')} errors={errors} />
      <h1>{t('newCase.title')}</h1>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={values.one('key')} />
        {matches && <PossiblySameField matches={matches} />}
        <div className="form-columns">
          <PersonFields values={values} errors={errors} />
          <PointFields values={values} />
          <HappenedFields values={values} errors={errors} workers={workers} />
        </div>
        <DeskButton kind="primary">{t(matches ? 'newCase.create' : 'newCase.look')}</DeskButton>
      </DeskForm>
    </>
  );
}
