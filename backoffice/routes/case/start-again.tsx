import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { colleagues } from '#casework/staff/store.server.ts';
import { startAgainForm } from '#casework/start-again/form.server.ts';
import { waysAskedAgain } from '#casework/start-again/rules.ts';
import { standsAgain, startAgain } from '#casework/start-again/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { Earlier } from '../../contact/earlier.tsx';
import { StartedNext } from '../../contact/started-next.tsx';
import { momentOf } from '../../moments.server.ts';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/start-again';

export const handle: PageHandle = { policy: 'casework', title: 'start_again' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const here = transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const stands = await standsAgain(tx, it.victimId, idFrom(params.pointId));
    return { shown, stands, people: await colleagues(tx) };
  });
  const { shown, stands, people } = await notThereAs404(here);
  const { point, stop, why, earlier } = stands;
  const { kind, hint } = point;
  return {
    ...{ shown, kind, hint, why, key: crypto.randomUUID() },
    stop: stop && { at: momentOf(stop.at), lastAt: momentOf(stop.lastAt), seen: stop.seen },
    earlier: earlier.map(({ id, stoppedAt, startedAt, askedHow, startedBy }) => ({
      ...{ id, askedHow, stoppedAt: momentOf(stoppedAt), startedAt: momentOf(startedAt) },
      by: people.find(({ staffId }) => staffId === startedBy)?.firstName ?? null,
    })),
    done: new URL(request.url).searchParams.has('done'),
  };
}

const posted = startAgainForm.extend({ key: z.uuid() });

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, posted);
  if (!form.ok) return form.again;
  const { key, ...asked } = form.value;
  const said = await notThereAs404(
    transactionAs(meAtDesk(context), async (tx) => {
      const { it } = await caseHere(tx, params.id);
      return once(tx, key, () => startAgain(tx, it.victimId, idFrom(params.pointId), asked));
    }),
  );
  if (said !== 'started') return form.again([{ field: 'how', problem: `startAgain.${said}` }]);
  return redirect(`/cases/${params.id}/contact/${params.pointId}/again?done=1`, 303);
}

export default function StartAgain({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, kind, hint, why, stop, earlier, key, done } = loaderData;
  const name = shown.callMe;
  const asks = stop !== null && why === null;
  const started = stop === null && done && !actionData;
  const errors = asks ? errorsOf(t, actionData) : [];
  const points = `/cases/${shown.caseId}/contact`;
  return (
    <CasePage shown={shown} title={t('startAgain.title', { name })} errors={errors}>
      <p>
        <bdi>{t(`startAgain.point.${kind}`, { hint })}</bdi>
      </p>
      {started && <StartedNext caseId={shown.caseId} name={name} kind={kind} />}
      {why && !started && (
        <Notice tone="caution" title={t('startAgain.not')} level={2} announce>
          <p>{t(`startAgain.why.${why}`, { name })}</p>
        </Notice>
      )}
      {asks && (
        <>
          <p>
            {t('startAgain.stopped', { when: stop.at.text })}{' '}
            {stop.lastAt.text !== stop.at.text && t('startAgain.lastStop', { when: stop.lastAt.text })}
          </p>
          <WhatHappens kind={kind} />
          <DeskForm errors={errors}>
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="seen" value={stop.seen} />
            <DeskRadios
              name="how"
              label={t('startAgain.how')}
              options={waysAskedAgain.map((value) => ({ value, label: t(`startAgain.ways.${value}`) }))}
              value={typedIn(actionData?.values, 'how')}
            />
            <DeskButton kind="primary">{t('startAgain.button')}</DeskButton>
          </DeskForm>
        </>
      )}
      {earlier.length > 0 && <Earlier earlier={earlier} />}
      <p>
        <a href={points}>{t('startAgain.back', { name })}</a>
      </p>
    </CasePage>
  );
}

function WhatHappens({ kind }: { kind: 'mobile' | 'email' | 'address' }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('startAgain.happens')}</h2>
      <ul className="reasons">
        <li>{t(`startAgain.willStart.${kind}`)}</li>
        <li>{t('startAgain.willCheck')}</li>
        <li>{t('startAgain.willKeep')}</li>
      </ul>
      <h2>{t('startAgain.stays')}</h2>
      <ul className="reasons">
        <li>{t('startAgain.staysNo')}</li>
        <li>{t('startAgain.staysStop')}</li>
      </ul>
      <h2>{t('startAgain.who')}</h2>
      <p>{t('startAgain.whoDecides')}</p>
    </>
  );
}
