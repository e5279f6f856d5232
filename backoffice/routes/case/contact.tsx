import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { LinkTabs } from '#accessibility/desk/link-tabs.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { adjustmentKinds } from '#casework/adjustment/form.server.ts';
import { awaitingCode } from '#casework/contact-point/awaiting-code.server.ts';
import { revealContactPoint } from '#casework/contact-point/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '#casework/refusals.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { type FormValues, readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { askedIn } from '../../asked.server.ts';
import { type CaseHere, caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { AddPoint } from '../../contact/add-point.tsx';
import { AdjustmentsForm } from '../../contact/adjustments-form.tsx';
import { type ChangeName, changes } from '../../contact/change.server.ts';
import { ContactPoints } from '../../contact/contact-points.tsx';
import { Locks } from '../../contact/locks.tsx';
import { PauseForm } from '../../contact/pause-form.tsx';
import { SafeTimesForm } from '../../contact/safe-times-form.tsx';
import { timesShown } from '../../contact/times-shown.ts';
import { lockInWords } from '../../contact-rules.server.ts';
import { momentOf } from '../../moments.server.ts';
import { orNotThere } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/contact';

export const handle: PageHandle = { policy: 'casework', title: 'contact_details' };

const parts = ['points', 'times', 'locks', 'adjustments', 'pause'] as const;
const dones = [
  'added',
  'already',
  'flagged',
  'confirmed',
  'codeNeeded',
  'ended',
  'times',
  'adjustments',
  'paused',
  'lifted',
  'locked',
  'lockedAlready',
  'unlocked',
] as const;

function askedOf(request: Request) {
  const asked = askedIn(request);
  const part: (typeof parts)[number] = asked.oneOf('part', parts) ?? 'points';
  return {
    part,
    done: asked.oneOf('done', dones),
    stopped: asked.count('stopped'),
    left: asked.count('left'),
  };
}

function shownFrom({ it, rules, shown }: CaseHere) {
  const { hold, windows, adjustments, points, locks } = rules;
  const until = hold.held && hold.until ? momentOf(hold.until) : null;
  return {
    shown,
    callMe: it.person.callMe,
    points,
    locks: locks.map((lock) => ({
      ...{ lockId: lock.lockId, channel: lock.channel },
      ...{ why: lockInWords(lock), since: momentOf(lock.lockedAt) },
    })),
    kinds: adjustmentKinds,
    pause: hold.held ? { reason: hold.reason, until } : null,
    times: timesShown(windows),
    adjustments: {
      kind: adjustments.map(({ kind }) => kind),
      note: adjustments.map(({ note }) => note).join(''),
    },
  };
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  return transactionAs(me, async (tx) => {
    const here = await caseHere(tx, params.id);
    const awaiting = await awaitingCode(tx, here.it.victimId);
    return { ...shownFrom(here), awaiting, asked: askedOf(request), manager: me.role === 'manager' };
  });
}

const pressing = z.object({ intent: z.string(), pointId: z.uuid().optional() });
const isChange = (intent: string): intent is ChangeName => Object.hasOwn(changes, intent);

async function reveal(me: StaffActor, caseId: string | undefined, pointId: string | undefined) {
  const id = orNotThere(pointId);
  const value = await transactionAs(me, async (tx) => {
    const { it, rules } = await caseHere(tx, caseId);
    orNotThere(rules.points.find((point) => point.id === id));
    return revealContactPoint(tx, it.victimId, id);
  });
  return { values: {}, problems: [], revealed: { id, value } };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const me = meAtDesk(context);
  const pressed = pressing.safeParse(Object.fromEntries(await request.clone().formData()));
  const { intent, pointId } = orNotThere(pressed.data);
  if (intent === 'reveal') return reveal(me, params.id, pointId);
  const { part, schema } = changes[orNotThere(isChange(intent) ? intent : null)];
  const form = await readForm({ request, context }, schema);
  if (!form.ok) return form.again;
  const change = transactionAs(me, async (tx) => form.value(tx, await caseHere(tx, params.id)));
  // Somebody was quicker, or pressed twice: the page says how it stands.
  const done = await change.catch((error: unknown) => {
    if (error instanceof NotThereError) return {};
    if (error instanceof ChangedMeanwhileError) return null;
    throw error;
  });
  if (!done) return timesAgain(me, params.id, form.values);
  const next = new URLSearchParams({ part });
  for (const [name, value] of Object.entries(done)) next.set(name, String(value));
  return redirect(`/cases/${params.id}/contact?${next}`, 303);
}

/** The same form with all that was typed in it, to be sent again now that the page shows the times that stand. */
async function timesAgain(me: StaffActor, caseId: string | undefined, values: FormValues) {
  const { rules } = await transactionAs(me, (tx) => caseHere(tx, caseId));
  const now = { timesShown: timesShown(rules.windows).timesShown };
  const problems = [{ field: '', problem: 'phoneCall.times.changed' }];
  return data({ values: { ...values, ...now }, problems }, { status: 422 });
}

const formOf = {
  points: 'add',
  times: 'times',
  locks: 'lock',
  adjustments: 'adjustments',
  pause: 'pause',
} as const;

export default function Contact({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, callMe, points, awaiting, kinds, pause, times, adjustments, locks, manager } = loaderData;
  const { asked: now } = loaderData;
  const { part } = now;
  const errors = errorsOf(t, actionData);
  const refused = actionData && errors.length > 0 ? actionData.values : undefined;
  const typed = typedIn(refused, 'intent') === formOf[part] ? refused : undefined;
  const here = `/cases/${shown.caseId}/contact`;
  const links = parts.map((it) => ({ href: `${here}?part=${it}`, text: t(`contact.part.${it}`) }));
  const revealed = actionData && 'revealed' in actionData ? actionData.revealed : null;
  return (
    <CasePage shown={shown} title={t('contact.title', { name: callMe })} errors={errors}>
      {!refused && now.done && <Done {...now} done={now.done} />}
      <LinkTabs label={t('contact.parts')} links={links} current={`${here}?part=${part}`} />
      {part === 'points' && (
        <>
          <ContactPoints
            caseId={shown.caseId}
            name={callMe}
            points={points}
            awaitingCode={awaiting}
            revealed={revealed}
          />
          <AddPoint values={typed} errors={errors} />
        </>
      )}
      {part === 'times' && <SafeTimesForm name={callMe} values={typed ?? times} errors={errors} />}
      {part === 'locks' && (
        <Locks name={callMe} locks={locks} manager={manager} values={typed} errors={errors} />
      )}
      {part === 'adjustments' && (
        <AdjustmentsForm name={callMe} kinds={kinds} values={typed ?? adjustments} errors={errors} />
      )}
      {part === 'pause' && <PauseForm pause={pause} values={typed} errors={errors} />}
    </CasePage>
  );
}

type DoneProps = { done: (typeof dones)[number]; stopped: number | null; left: number | null };

function Done({ done, stopped, left }: DoneProps) {
  const { t } = useTranslation();
  return (
    <Notice tone="told" title={t(`contact.done.${done}`)} level={2} announce>
      {stopped !== null && (
        <p>
          {stopped === 0 ? t('contact.nothingStopped') : t('contact.stopped', { count: stopped })}{' '}
          {left !== null && left > 0 && t('contact.left', { count: left })}
        </p>
      )}
    </Notice>
  );
}
