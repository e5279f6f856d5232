import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { ChangedMeanwhileError } from '#casework/refusals.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { textIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import { act, actForm } from '../../you-said/acts.server.ts';
import { EarlierEditions, OpenEdition } from '../../you-said/edition.tsx';
import { PromisePart } from '../../you-said/promise-part.tsx';
import { PublishedEdition } from '../../you-said/published-edition.tsx';
import { themeShown } from '../../you-said/theme.server.ts';
import type { Route } from './+types/theme';

export const handle: PageHandle = { policy: 'casework', title: 'you_said_one' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const themeId = idFrom(params.id);
  const asked = new URL(request.url).searchParams;
  const count = (name: string) => Number(asked.get(name)) || 0;
  const shown = await transactionAs(meAtDesk(context), (tx) => themeShown(tx, themeId));
  const told = asked.has('told') ? { told: count('told'), ring: count('ring') } : null;
  return { ...shown, told, changed: asked.has('changed') };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const themeId = idFrom(params.id);
  const form = await readForm({ request, context }, actForm);
  if (!form.ok) return form.again;
  const done = transactionAs(meAtDesk(context), (tx) => act(tx, themeId, form.value));
  const next = await notThereAs404(
    done.catch((error: unknown) => {
      if (error instanceof ChangedMeanwhileError) return '?changed=1';
      throw error;
    }),
  );
  return redirect(`/you-said/${themeId}${next}`, 303);
}

export default function Theme({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { theme, promise, evidence, open, published, before, toTell, told, changed } = loaderData;
  const errors = errorsOf(t, actionData);
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1 dir="auto">{theme.title}</h1>
      {told && (
        <Notice tone="told" level={2} title={t('youSaid.one.told', { count: told.told })} announce>
          {told.ring > 0 && <p>{t('youSaid.one.ring', { count: told.ring })}</p>}
        </Notice>
      )}
      {changed && (
        <Notice tone="caution" level={2} title={t('refused.title')} announce>
          <p>{t('youSaid.one.changed')}</p>
        </Notice>
      )}
      <p>
        {theme.source === 'feedback'
          ? t('youSaid.one.people', { count: theme.people })
          : t('youSaid.one.noticed')}
      </p>
      <PromisePart
        promise={promise}
        evidence={evidence}
        errors={errors}
        note={textIn(actionData?.values, 'note')}
      />
      <section>
        <h2>{t('youSaid.one.words')}</h2>
        {published && open && <h3>{t('youSaid.one.now')}</h3>}
        {published && <PublishedEdition it={published} toTell={toTell} errors={errors} />}
        {open && published && <h3>{t('youSaid.one.next')}</h3>}
        {open && <OpenEdition it={open} themeId={theme.themeId} />}
        {!open && (
          <p>
            {!published && t('youSaid.one.noWords')}{' '}
            <a href={`/you-said/${theme.themeId}/words`}>
              {t(published ? 'youSaid.one.writeNext' : 'youSaid.one.write')}
            </a>
          </p>
        )}
      </section>
      <EarlierEditions editions={before} />
    </>
  );
}
