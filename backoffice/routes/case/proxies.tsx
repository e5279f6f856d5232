import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import type { z } from 'zod';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { proxyForm } from '#casework/proxy/form.server.ts';
import { addProxy, endProxy, proxyRefused } from '#casework/proxy/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm, valuesOf } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { type ProxiesShown, proxiesShown } from '../../casefile/proxies.server.ts';
import { withKey } from '../../keyed.server.ts';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { formValues } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/proxies';

export const handle: PageHandle = { policy: 'casework', title: 'proxies' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const done = new URL(request.url).searchParams.has('done');
    return { shown, done, proxies: await proxiesShown(tx, it.victimId), key: crypto.randomUUID() };
  });
}

const posted = withKey(proxyForm);

async function end(args: Route.ActionArgs, proxyId: string): Promise<void> {
  await transactionAs(meAtDesk(args.context), async (tx) => {
    const { it } = await caseHere(tx, args.params.id);
    await notThereAs404(endProxy(tx, it.victimId, idFrom(proxyId)));
  });
}

/** Somebody more, once for each form shown; the problem where they may not. */
async function add({ params, context }: Route.ActionArgs, { key, ...proxy }: z.output<typeof posted>) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    const problem = await proxyRefused(tx, it.victimId, proxy);
    if (problem) return problem;
    await once(tx, key, async () => (await addProxy(tx, it.victimId, proxy)).proxyId);
    return null;
  });
}

export async function action(args: Route.ActionArgs) {
  const values = valuesOf(await args.request.clone().formData());
  const ending = typedIn(values, 'end');
  const here = `/cases/${args.params.id}/proxies?done=1`;
  if (ending) {
    await end(args, ending);
    return redirect(here, 303);
  }
  const form = await readForm(args, posted);
  if (!form.ok) return form.again;
  const problem = await add(args, form.value);
  return problem ? form.again([{ field: 'kind', problem }]) : redirect(here, 303);
}

const kinds = ['parent', 'guardian', 'family_spokesperson', 'business_contact'] as const;

export default function Proxies({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, proxies, key, done } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, { key });
  return (
    <CasePage shown={shown} title={t('proxy.title', { name: shown.callMe })} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t('proxy.done')} level={2} announce>
          <p>{t('proxy.doneNext')}</p>
        </Notice>
      )}
      <p>{t('proxy.lead')}</p>
      <Known proxies={proxies} />
      <h2>{t('proxy.add')}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={values.one('key')} />
        <DeskRadios
          name="kind"
          label={t('proxy.kind')}
          hint={t('proxy.kindHint')}
          value={values.one('kind') || undefined}
          options={kinds.map((value) => ({ value, label: t(`proxy.kinds.${value}`) }))}
        />
        <DeskTextField name="name" label={t('proxy.name')} value={values.one('name')} />
        <DeskTextField
          name="evidence"
          label={t('proxy.evidence')}
          hint={t('proxy.evidenceHint')}
          value={values.one('evidence')}
        />
        <DeskTextField
          name="endsOn"
          label={t('proxy.endsOn')}
          hint={t('proxy.endsOnHint')}
          type="date"
          value={values.one('endsOn')}
        />
        <DeskButton kind="primary">{t('proxy.button')}</DeskButton>
      </DeskForm>
    </CasePage>
  );
}

function Known({ proxies }: { proxies: ProxiesShown }) {
  const { t } = useTranslation();
  return (
    <DataTable
      caption={t('proxy.caption')}
      rows={proxies}
      rowKey={({ proxyId }) => proxyId}
      empty={<Empty title={t('proxy.none')} next={t('proxy.noneNext')} />}
      columns={[
        { header: t('proxy.name'), heads: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { header: t('proxy.kind'), cell: ({ kind }) => t(`proxy.kinds.${kind}`) },
        { header: t('proxy.evidence'), cell: ({ evidence }) => <bdi>{evidence}</bdi> },
        { header: t('proxy.until'), cell: ({ until, ended }) => ended ?? until ?? t('proxy.noEnd') },
        {
          header: t('proxy.now'),
          cell: ({ acts, proxyId, name }) =>
            acts ? (
              <form method="post">
                <button className="button" data-kind="quiet" type="submit" name="end" value={proxyId}>
                  {t('proxy.end', { name })}
                </button>
              </form>
            ) : (
              t('proxy.ended')
            ),
        },
      ]}
    />
  );
}
