import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import { type StaffActor, transactionAs } from '../../db/transaction.server.ts';
import type { MessageChannel, MessageFacts } from '../../messaging/messages/facts.ts';
import { enqueue } from '../../messaging/outbox.server.ts';
import { type Paper, paperProvider, papers } from '../../messaging/providers/paper.server.ts';
import type { Outcome, Outgoing, Provider } from '../../messaging/providers/provider.ts';
import { holdWaiting, lookAtHeld } from '../../messaging/waiting.server.ts';
import type { House } from './house.ts';
import { type ReachablePerson, reachablePerson } from './reachable-person.ts';

export const wednesdayNoon = new Date('2026-11-25T12:00:00Z');
export const wednesdayNight = new Date('2026-11-25T23:00:00Z');
export const nudge: MessageFacts = { kind: 'update', content: 'nudge', phone: '01632 960001' };

/** The messages of a house: putting one in for any day of this winter, what became of it, and who can be written to. */
export function messagesIn(house: House) {
  const opened: { db?: postgres.Sql } = {};
  beforeAll(() => {
    opened.db = postgres(house.database.superuserUrl, {
      max: 2,
      connection: { client_min_messages: 'warning' },
    });
  });
  afterAll(() => opened.db?.end());
  const db = (): postgres.Sql => {
    if (!opened.db) throw new Error('Only inside a test');
    return opened.db;
  };
  return {
    db,
    newPerson: (worker?: StaffActor): Promise<ReachablePerson> =>
      reachablePerson(db(), worker ?? house.here.worker),
    queue: (person: ReachablePerson, facts = nudge, channel: 'text' | 'email' = 'text', by?: StaffActor) =>
      queueFor(db(), by ?? house.here.worker, person, facts, channel),
    stateOf: async (id: string) => {
      const [row] = await db()`
        select state, held_reason, failure_code, sealed_facts is null as wiped, sealed_body is null as unkept
        from message where id = ${id}`;
      return row;
    },
    hold: (at: Date) => lookAtWaiting(house, at),
    tasksOf: async ({ victimId }: ReachablePerson) => {
      const rows = await db()<{ kind: string }[]>`select kind from task where victim_id = ${victimId}`;
      return rows.map((row) => row.kind);
    },
    emptyQueue: () =>
      db()`update message set state = 'cancelled', cancelled_reason = 'staff' where state in ('queued', 'held')`,
  };
}

/** Looks at what waits, as every few seconds, and at what is held, as every minute: how many changed. */
export async function lookAtWaiting({ here }: House, at: Date): Promise<number> {
  const held = await transactionAs({ role: 'sender', serviceId: here.id }, (tx) => holdWaiting(tx, at));
  return held + (await lookAtHeld(here.id, at));
}

async function queueFor(
  db: postgres.Sql,
  worker: StaffActor,
  person: ReachablePerson,
  facts: MessageFacts,
  channel: Extract<MessageChannel, 'text' | 'email'>,
): Promise<string> {
  const { victimId, caseId, choices } = person;
  const id = await transactionAs(worker, (tx) =>
    enqueue(tx, {
      ...{ victimId, caseId, updateId: null, kind: facts.kind, channel, facts },
      contactPointId: channel === 'text' ? person.mobile.id : person.email.id,
      topicChoiceId: facts.kind === 'update' ? choices.decision : choices.contact,
      channelChoiceId: choices[channel],
    }),
  );
  await db`update message set created_at = '2026-11-20', not_before = '2026-11-20', expires_at = '2027-01-01' where id = ${id}`;
  return id;
}

/** A paper folder of one's own. */
export function paperIn() {
  const folder = mkdtempSync(join(tmpdir(), 'heard-paper-'));
  const paper = paperProvider(folder);
  return { folder, providerFor: () => paper, read: (): Promise<Paper[]> => papers(folder) };
}

/** A provider that answers every hand-over with one outcome, and what it was given. */
export function answering(outcome: Outcome) {
  const given: Outgoing[] = [];
  const submit = async (outgoing: Outgoing) => {
    given.push(outgoing);
    return outcome;
  };
  const provider: Provider = { name: 'twilio', submit, close: async () => undefined };
  return { given, providerFor: () => provider };
}
