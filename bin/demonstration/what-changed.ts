import { randomUUID } from 'node:crypto';
import { giveFeedback } from '#casework/feedback/store.server.ts';
import { addEvidence, checkEvidence, endPromise, promiseOf } from '#casework/promise/store.server.ts';
import { approveLine, publishLine, takeDownLine } from '#casework/public-line/approval.server.ts';
import { editionsOf, writeEdition } from '#casework/public-line/store.server.ts';
import { tellWhoAsked } from '#casework/public-line/told.server.ts';
import { beginTheme } from '#casework/theme/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { type Changed, changes, waited } from './changes.ts';
import { inDays } from './moments.ts';
import type { Someone } from './person.ts';
import type { House } from './setting-up.ts';

const fivePeople = (people: readonly Someone[], serviceId: string) =>
  people.filter(({ worker }) => worker.serviceId === serviceId).slice(0, 5);

/** Five people say much the same, and the first of them wants to be told what comes of it. Gives back what they said. */
export async function fiveSay({ services }: House, people: readonly Someone[]): Promise<string[]> {
  const said: string[] = [];
  for (const [place, { me }] of fivePeople(people, services.rivermead.id).entries()) {
    const id = randomUUID();
    const asked = { about: 'contact', notMyWorker: false, wantsAnswer: place === 0, language: 'en' } as const;
    await transactionAs(me, (tx) => giveFeedback(tx, id, { ...asked, words: waited[place] ?? '' }));
    said.push(id);
  }
  return said;
}

/** What came of that and of what staff noticed: public, late, given up, and one line that was taken down again. */
export async function whatChanged({ staff }: House, said: readonly string[]): Promise<void> {
  for (const change of changes) await play(staff, change, change.source === 'feedback' ? [...said] : []);
}

async function play({ amira, grace }: House['staff'], change: Changed, feedback: string[]): Promise<void> {
  const [writer, second] = [amira.actor, grace.actor];
  const { source, title, what, days, became, words } = change;
  const promised = { what, ownerId: writer.staffId, dueOn: inDays(days) };
  const { themeId } = await transactionAs(writer, (tx) =>
    beginTheme(tx, { source, title, feedback, ...promised }),
  );
  const made = await transactionAs(writer, (tx) => promiseOf(tx, themeId));
  if (!made) throw new Error('A theme begins with a promise');
  const { promiseId } = made;
  if (became === 'done') {
    const evidenceId = await transactionAs(writer, (tx) => addEvidence(tx, promiseId, change.evidence));
    await transactionAs(second, (tx) => checkEvidence(tx, promiseId, { evidenceId, verdict: 'shown' }));
  }
  if (became === 'not_done') await transactionAs(writer, (tx) => endPromise(tx, promiseId, 'not_done'));
  const { lineId, held } = await transactionAs(writer, (tx) => writeEdition(tx, themeId, words));
  if (held) throw new Error(`${title} names somebody`);
  await transactionAs(second, async (tx) => {
    const [edition] = await editionsOf(tx, themeId);
    await approveLine(tx, lineId, edition ? edition.version : 0);
    await publishLine(tx, lineId);
    if (became === 'taken_down') await takeDownLine(tx, lineId, 'could_identify');
  });
  if (source === 'feedback') await transactionAs(writer, (tx) => tellWhoAsked(tx, lineId));
}
