import { once } from 'node:events';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { channelLocksOf, liftChannelLock } from '../../casework/channel-lock/store.server.ts';
import {
  answerOverride,
  overridesOf,
  proposeOverride,
} from '../../casework/channel-override/store.server.ts';
import { contactPointsOf, flagContactPoint } from '../../casework/contact-point/store.server.ts';
import { StatementRefusedError, staffActorRoles, transactionAs } from '../../db/transaction.server.ts';
import { sendDue } from '../../messaging/deliver.server.ts';
import { holdWaiting, lookAtHeld } from '../../messaging/waiting.server.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { auditOf } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { inLondon, next } from '../support/dates-in-london.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { paperIn } from '../support/messages-in.ts';
import { outside } from '../support/outside.ts';
import type { SomeonesCase } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { putByHand } from '../support/put-by-hand.ts';
import { someoneReachedBy } from '../support/reached-by.ts';
import { chainsHold, whatIsHeld } from '../support/what-is-held.ts';

const here = heardHere(outside());
const shown = onePage(here);
const desk = () => atTheDesk(shown.page, here.desk);
const worker = () => here.house.here.worker;
const manager = () => here.house.here.manager;

const watchedPhone = '+447700900732';
const thursday = next('thursday');
const why = 'Nobody answers at her work and the hearing is tomorrow';
const mina = {} as SomeonesCase;
const its = {} as { pointId: string; messageId: string; overrideId: string };
const paper = paperIn();
const textsSent = async () => (await paper.read()).filter(({ channel }) => channel === 'text');
const send = async (at: Date) => {
  await lookAtHeld(here.house.here.id, at);
  return sendDue(here.house.here.id, { at, providerFor: paper.providerFor });
};
const hold = (at: Date) =>
  transactionAs({ role: 'sender', serviceId: here.house.here.id }, (tx) => holdWaiting(tx, at));
const putText = () => putByHand(manager(), mina, { channel: 'text', contactPointId: its.pointId });

// Only the moments named here pass: the worker, which goes by the clock of the database, is sent home.
beforeAll(async () => {
  const { child } = here.running.worker;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  const windows = [2, 4].map((weekday) => ({ weekday, opens: '10:00', closes: '12:00' }));
  const reach = { mobile: watchedPhone, email: 'mina.harrow@work.example', windows };
  Object.assign(mina, await someoneReachedBy(worker(), { name: 'Mina Harrow', callMe: 'Mina' }, reach));
  await transactionAs(worker(), async (tx) => {
    const mobile = (await contactPointsOf(tx, mina.victimId)).find(({ kind }) => kind === 'mobile');
    its.pointId = String(mobile?.id);
    await flagContactPoint(tx, mina.victimId, its.pointId, { shared: false, watched: true });
  });
});

describe('the way by text to someone whose phone is read', () => {
  test('is locked by Amira with the reason, which every page about her says; only a manager may unlock it', async () => {
    const { signIn, open, choose, press, t } = desk();
    await signIn(worker());
    await open(`/cases/${mina.caseId}/contact?part=locks`);
    await choose('channel', 'text');
    await choose('reason', 'watched');
    await press('contact.locks.button');
    expect(await wordsOn(shown.page)).toMatch(
      /Locked\. Nothing leaves by it[\s\S]*Only a manager can unlock it/,
    );
    for (const page of ['', '/phone', '/contact']) {
      await open(`/cases/${mina.caseId}${page}`);
      expect(await wordsOn(shown.page)).toMatch(
        /Text is locked: someone reads what arrives there\.[\s\S]*Not by\s+Text \(locked\)/,
      );
    }
    expect(await shown.page.getByRole('button', { name: t('contact.locks.unlock') }).count()).toBe(0);
    const [lock] = await transactionAs(worker(), (tx) => channelLocksOf(tx, mina.victimId));
    await expect(
      transactionAs(worker(), (tx) => liftChannelLock(tx, mina.victimId, String(lock?.lockId))),
    ).rejects.toThrow(StatementRefusedError);
  });

  test('is shut for a worker, who reads whom to ask, and whose own proposal the database refuses', async () => {
    its.messageId = await putText();
    await hold(inLondon(thursday, '10:30'));
    await desk().open(`/messages/${its.messageId}`);
    expect(await wordsOn(shown.page)).toMatch(
      /this way is locked[\s\S]*Text is locked: someone reads what arrives there[\s\S]*A manager can propose/,
    );
    for (const actor of [worker(), { ...worker(), role: 'manager' as const }, here.house.here.auditor])
      await expect(transactionAs(actor, (tx) => proposeOverride(tx, its.messageId, why))).rejects.toThrow(
        StatementRefusedError,
      );
    expect(await send(inLondon(thursday, '10:40'))).toBe(0);
  });

  test('is shut for a manager alone, and for the same manager twice, in whatever role', async () => {
    await withPage({ browser: here.browser }, async (page) => {
      const { signIn, open, fill, press, t } = atTheDesk(page, here.desk);
      await signIn(manager());
      await open(`/messages/${its.messageId}`);
      await press('message.override.propose');
      expect(await page.title()).toMatch(/^Error: /);
      await fill({ why });
      await press('message.override.propose');
      expect(await wordsOn(page)).toMatch(/Held for a second person[\s\S]*Waits for a second person/);
      expect(await page.getByRole('button', { name: t('message.override.do.confirmed') }).count()).toBe(0);
    });
    const [proposal] = await transactionAs(worker(), (tx) => overridesOf(tx, its.messageId));
    its.overrideId = String(proposal?.overrideId);
    const { staffId } = manager();
    expect(await transactionAs(manager(), (tx) => answerOverride(tx, its.overrideId, 'confirmed'))).toBe(
      'not_theirs',
    );
    for (const role of staffActorRoles)
      for (const proposedBy of [staffId, worker().staffId])
        await expect(
          transactionAs({ ...manager(), role }, (tx) =>
            tx.execute(sql`insert into channel_override_answer (service_id, override_id, victim_id, proposed_by, answer, answered_by)
              values (${here.house.here.id}, ${its.overrideId}, ${mina.victimId}, ${proposedBy}, 'confirmed', ${staffId})`),
          ),
        ).rejects.toThrow(StatementRefusedError);
    expect(await send(inLondon(thursday, '10:50'))).toBe(0);
    expect(await textsSent()).toEqual([]);
  });

  test('opens for exactly one text, in her safe time, when Amira says yes to what Tom proposed', async () => {
    const { open, press } = desk();
    await open(`/cases/${mina.caseId}`);
    expect(await wordsOn(shown.page)).toContain('A message waits for a second person');
    await open(`/messages/${its.messageId}`);
    expect(await wordsOn(shown.page)).toContain(why);
    await press('message.override.do.confirmed');
    expect(await wordsOn(shown.page)).toContain('A second person said yes');
    expect(await send(inLondon(thursday, '12:05'))).toBe(0);
    expect(await send(inLondon(thursday, '11:00'))).toBe(1);
    expect(await textsSent()).toEqual([expect.objectContaining({ to: watchedPhone })]);
    expect(JSON.stringify(await textsSent())).not.toMatch(/Mina|Harrow|panel|child|hearing/);
  });

  test('is shut again for the next', async () => {
    await putText();
    expect(await send(inLondon(thursday, '11:15'))).toBe(0);
    await hold(inLondon(thursday, '11:15'));
    expect(await textsSent()).toHaveLength(1);
    const texts = await whatIsHeld(here.house, mina.caseId).messages();
    expect(texts.map(({ channel, state, held_reason }) => [channel, state, held_reason])).toEqual([
      ['text', 'accepted', null],
      ['text', 'held', 'no_channel'],
    ]);
    expect(await chainsHold(here.house.here, mina.victimId)).toEqual({ ledger: true, audit: true });
    expect(await here.letterbox.everything()).toEqual([]);
    expect(await auditOf(here.house.database, mina.victimId)).toEqual(
      expect.arrayContaining(['channel.locked', 'channel_override.proposed', 'channel_override.confirmed']),
    );
  });
});
