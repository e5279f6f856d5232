import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Notice } from '#accessibility/paper/notice.tsx';
import { overrideForm } from '#casework/channel-override/form.server.ts';
import { proposeOverride } from '#casework/channel-override/store.server.ts';
import { clearanceOf } from '#casework/leak/finding.server.ts';
import { channelsPastLock, writePastLock } from '#casework/update/past-lock.server.ts';
import { updateOf } from '#casework/update/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { momentOf } from '../../moments.server.ts';
import { idFrom, orNotThere } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { OnePastLock } from '../../update/one-past-lock.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/update-sent';

export const handle: PageHandle = { policy: 'casework', title: 'update_sent' };

const channel = z.enum(['text', 'email', 'letter']);
const reasons = [
  ...(['hold', 'not_agreed', 'no_contact_point', 'bad', 'suppressed', 'not_verified'] as const),
  ...(['adjustment', 'watched', 'locked', 'phone_first', 'leak'] as const),
] as const;
const refused = z.tuple([channel, z.enum(reasons)]);

const all = <T,>(schema: z.ZodType<T>, values: readonly unknown[]) =>
  values.flatMap((value) => {
    const read = schema.safeParse(value);
    return read.success ? [read.data] : [];
  });

async function updateHere(tx: Tx<StaffActor>, params: Route.LoaderArgs['params']) {
  const { it, shown } = await caseHere(tx, params.id);
  const update = orNotThere(await updateOf(tx, idFrom(params.updateId)));
  return { shown, update: orNotThere(update.caseId === it.caseId ? update : null) };
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const me = meAtDesk(context);
  return transactionAs(me, async (tx) => {
    const { shown, update } = await updateHere(tx, params);
    const proposes = me.role === 'manager' && update.state === 'published';
    const { clearance, leakId } = await clearanceOf(tx, 'update', update.updateId);
    const { updateId, state, topic, happened, next, language, firstReadAt } = update;
    return {
      ...{ shown, key: crypto.randomUUID(), pastLock: proposes ? await channelsPastLock(tx, update) : [] },
      held: clearance === 'held' && update.state === 'waiting_for_call' ? leakId : null,
      ...{ updateId, state, topic, happened, next, language },
      direction: directionOf(language === 'ar' || language === 'ur' ? language : 'en'),
      read: firstReadAt && momentOf(firstReadAt).text,
      queued: all(channel, searchParams.getAll('queued')),
      notSent: all(
        refused,
        searchParams.getAll('not').map((one) => one.split('.')),
      ),
    };
  });
}

const proposal = overrideForm.extend({
  channel: z.enum(channel.options, { error: 'channelLock.channel.missing' }),
  key: z.uuid(),
});

export async function action({ request, params, context }: Route.ActionArgs) {
  const me = meAtDesk(context);
  const form = await readForm({ request, context }, proposal);
  if (!form.ok) return form.again;
  const { channel: by, why, key } = form.value;
  const to = await transactionAs(me, async (tx) => {
    const { shown, update } = await updateHere(tx, params);
    const { updateId } = orNotThere(me.role === 'manager' && update.state === 'published' ? update : null);
    return once(tx, key, async () => {
      const may = (await channelsPastLock(tx, update)).includes(by);
      const messageId = may ? await writePastLock(tx, updateId, by) : null;
      if (messageId === null) return `/cases/${shown.caseId}/update/${updateId}`;
      orNotThere(await proposeOverride(tx, messageId, why));
      return `/messages/${messageId}`;
    });
  });
  return redirect(to, 303);
}

export default function UpdateSent({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, updateId, state, happened, next, language, direction, read, held } = loaderData;
  const errors = errorsOf(t, actionData);
  const waiting = state === 'waiting_for_call';
  return (
    <CasePage shown={shown} title={t('update.sentTitle', { name: shown.callMe })} errors={errors}>
      <Notice
        tone={waiting ? 'caution' : 'told'}
        title={t(held ? 'update.heldTitle' : `update.state.${state}`)}
        level={2}
        announce
      >
        {waiting && <p>{t(held ? 'update.waitsBody.leak' : 'update.waitsBody.needs_call')}</p>}
        {held && (
          <p>
            <a href={`/leaks/${held}`}>{t('leak.look')}</a>
          </p>
        )}
        {state === 'published' && <p>{read ? t('update.read', { moment: read }) : t('update.unread')}</p>}
        <WhatLeft {...loaderData} />
      </Notice>
      <article className="update-words" lang={language} dir={direction}>
        <p>{happened}</p>
        <p>{next}</p>
      </article>
      {loaderData.pastLock.length > 0 && (
        <OnePastLock
          channels={loaderData.pastLock}
          stamp={loaderData.key}
          values={actionData?.values}
          errors={errors}
        />
      )}
      <p className="buttons">
        {waiting && !held && <a href={`/cases/${shown.caseId}/phone`}>{t('update.ring')}</a>}
        {waiting && !held && (
          <a href={`/cases/${shown.caseId}/update/${updateId}/release`}>{t('update.toRelease')}</a>
        )}
        <a href={`/cases/${shown.caseId}`}>{t('update.toCase')}</a>
      </p>
    </CasePage>
  );
}

function WhatLeft({ queued, notSent }: Pick<Route.ComponentProps['loaderData'], 'queued' | 'notSent'>) {
  const { t } = useTranslation();
  return (
    <>
      {queued.length > 0 && (
        <p>
          {t('update.queued')} {queued.map((one) => t(`update.channel.${one}`)).join(', ')}
        </p>
      )}
      {notSent.map(([one, why]) => (
        <p key={one}>
          {t('update.notLine', { channel: t(`update.channel.${one}`), why: t(`update.why.${why}`) })}
        </p>
      ))}
    </>
  );
}
