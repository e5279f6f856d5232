import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { childrenOfCase, recordOutcomes } from '#casework/incident/outcome.server.ts';
import { outcomes, outcomesForm } from '#casework/incident/outcome-form.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { errorsOf } from '../../problems.ts';
import { chosenIn, typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/outcome';

export const handle: PageHandle = { policy: 'casework', title: 'outcome' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const children = await childrenOfCase(tx, it.caseId);
    const done = new URL(request.url).searchParams.has('done');
    return { shown, done, outcomes, children: children.map(({ childId: _, ...child }) => child) };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, outcomesForm);
  if (!form.ok) return form.again;
  const kept = await transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    return recordOutcomes(tx, it.caseId, form.value);
  });
  if (kept === 'kept') return redirect(`/cases/${params.id}/outcome?done=1`, 303);
  return data<FormAgain & { changed: true }>(
    { values: form.values, problems: [], changed: true },
    { status: 422 },
  );
}

const letterOf = (label: string) => label.slice(-1);

export default function Outcome({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, children, done } = loaderData;
  const errors = errorsOf(t, actionData);
  const changed = actionData && 'changed' in actionData;
  return (
    <CasePage shown={shown} title={t('outcome.title')} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t('outcome.done')} level={2} announce>
          <p>
            <a href={`/cases/${shown.caseId}/update`}>{t('outcome.write')}</a>
          </p>
        </Notice>
      )}
      {changed && (
        <Notice tone="caution" title={t('refused.title')} level={2} announce>
          <p>{t('refused.changed')}</p>
          <Stands {...loaderData} />
        </Notice>
      )}
      <p>{t('outcome.lead', { name: shown.callMe })}</p>
      {children.length === 0 ? (
        <Empty title={t('outcome.none')} next={t('outcome.noneNext')} />
      ) : (
        <Outcomes loaderData={loaderData} values={actionData?.values} errors={errors} />
      )}
    </CasePage>
  );
}

type OutcomesProps = {
  loaderData: Route.ComponentProps['loaderData'];
  values: FormAgain['values'] | undefined;
  errors: ReturnType<typeof errorsOf>;
};

function Outcomes({ loaderData, values, errors }: OutcomesProps) {
  const { t } = useTranslation();
  const { children, outcomes: kinds } = loaderData;
  return (
    <DeskForm errors={errors}>
      {children.map(({ label, outcome, mayBeAppealed, version }) => {
        const letter = letterOf(label);
        const appealed = values ? chosenIn(values, `appeal.${letter}`) : mayBeAppealed ? ['yes'] : [];
        return (
          <section key={label}>
            <input type="hidden" name={`version.${letter}`} value={version} />
            <SelectField
              name={`outcome.${letter}`}
              label={t('outcome.of', { child: label })}
              unset={t('contact.add.unset')}
              options={kinds.map((value) => ({ value, label: t(`outcome.kinds.${value}`) }))}
              value={typedIn(values, `outcome.${letter}`) ?? outcome}
              errors={errors}
            />
            <DeskCheckboxes
              name={`appeal.${letter}`}
              label={t('outcome.appealOf', { child: label })}
              options={[{ value: 'yes', label: t('phone.yes') }]}
              values={appealed}
            />
          </section>
        );
      })}
      <DeskButton kind="primary">{t('outcome.button')}</DeskButton>
    </DeskForm>
  );
}

function Stands({ children }: Pick<Route.ComponentProps['loaderData'], 'children'>) {
  const { t } = useTranslation();
  return (
    <ul className="reasons">
      {children.map(({ label, outcome, mayBeAppealed }) => (
        <li key={label}>
          {label}: {t(`outcome.kinds.${outcome}`)} {mayBeAppealed && t('outcome.appeal')}
        </li>
      ))}
    </ul>
  );
}
