import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { caseOf } from '#casework/case/store.server.ts';
import { expectDecision } from '#casework/decision/store.server.ts';
import { giveFeedback } from '#casework/feedback/store.server.ts';
import { knowIdentifier } from '#casework/leak/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { beginSession } from '#web/session.server.ts';
import type { StaffMember } from './house.ts';
import { type SomeonesCase, someone } from './people.ts';
import { someoneReachedBy } from './reached-by.ts';

/** Somebody who speaks up, in their language, with or without scripts. The `marks` are words nobody else may come across. */
export type Speaker = {
  language: Language;
  javaScript: boolean;
  name: string;
  callMe: string;
  mobile: string;
  typed: string;
  /** What they write; the middle of it is what is proposed, and the same with a word of theirs changed. */
  written: string;
  proposed: string;
  approved: string;
  said: string;
  note: string;
  reply: string;
  line: { youSaid: string; weDid: string };
  marks: readonly string[];
};

const english: Speaker = {
  language: 'en',
  javaScript: false,
  name: 'Rowena Ferncastle',
  callMe: 'Rowena',
  mobile: '+447700900611',
  typed: '07700 900611',
  written:
    'I sleep badly.\n\nSince then I cross the road at the greengage tree. <b>Every</b> day.\n\nI miss the quince.',
  proposed: 'Since then I cross the road at the greengage tree.',
  approved: 'Since then I cross the road at the damson tree.',
  said: 'She talks to my husband and not to me, by the mulberry gate.',
  note: 'The panel heard your words. The way home past the medlar bench is lit now.',
  reply: 'We ring you yourself from now on, on Tuesday by the loganberry hour.',
  line: { youSaid: 'You were not spoken to yourselves.', weDid: 'We now ask each person how to reach them.' },
  marks: ['greengage', 'quince', 'damson', 'mulberry', 'medlar', 'loganberry', 'Ferncastle'],
};

const urdu: Speaker = {
  language: 'ur',
  javaScript: true,
  name: 'Rukhsana Baig',
  callMe: 'رخسانہ',
  mobile: '+447700900612',
  typed: '07700 900612',
  written:
    'مجھے نیند نہیں آتی۔\n\nتب سے میں آلوچے والی گلی سے نہیں گزرتی۔ <b>کبھی</b> نہیں۔\n\nمجھے خوبانی یاد آتی ہے۔',
  proposed: 'تب سے میں آلوچے والی گلی سے نہیں گزرتی۔',
  approved: 'تب سے میں شہتوت والی گلی سے نہیں گزرتی۔',
  said: 'وہ میرے بیٹے سے بات کرتی ہے، مجھ سے نہیں، انجیر کے پاس۔',
  note: 'پینل نے آپ کے الفاظ سنے۔ اب فالسے والے راستے پر روشنی ہے۔',
  reply: 'اب سے ہم آپ ہی کو فون کریں گے، جامن کے وقت۔',
  line: { youSaid: 'آپ سے خود بات نہیں کی گئی۔', weDid: 'اب ہم ہر ایک سے پوچھتے ہیں کہ کیسے رابطہ کریں۔' },
  marks: ['آلوچے', 'خوبانی', 'شہتوت', 'انجیر', 'فالسے', 'جامن', 'رخسانہ', 'Baig'],
};

/** Whether they read another language than the service's own. */
export const theirs = ({ language }: Speaker): boolean => language !== 'en';

export const speakers: readonly Speaker[] = [english, urdu];

/** The child's name, which no words that leave may say. */
export const theChild = 'Kayden Walsh';

/** Has a worker take a speaker on, know the child's name, and expect a panel. */
export async function speakerKnown(worker: StaffActor, speaker: Speaker): Promise<SomeonesCase> {
  const { name, callMe, language: languageWritten, mobile } = speaker;
  const who = await someoneReachedBy(
    worker,
    { name, callMe, languageWritten },
    { mobile, email: 'speaker@example.org' },
  );
  const today = localDate(new Date());
  await transactionAs(worker, async (tx) => {
    const it = await caseOf(tx, who.caseId);
    if (!it) throw new Error('There is no case');
    await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: theChild });
    await expectDecision(tx, who.caseId, { kind: 'panel', wordsNeededBy: today, heldOn: today });
  });
  return who;
}

/** Four more people who say the same on their own pages. */
export async function fourMoreSay(worker: StaffActor): Promise<void> {
  for (const { me } of await Promise.all([1, 2, 3, 4].map(() => someone(worker)))) {
    const said = { about: 'worker', notMyWorker: false, wantsAnswer: false, language: 'en' } as const;
    await transactionAs(me, (tx) => giveFeedback(tx, randomUUID(), { ...said, words: 'Not to me, either.' }));
  }
}

/** What every row of these tables gives a member of staff who asks the database itself: how many, or that it refuses. */
export function bySql(actor: StaffActor, tables: readonly string[]): Promise<(number | string)[]> {
  return Promise.all(
    tables.map((table) =>
      transactionAs(actor, async (tx) => {
        const rows = await tx.execute(sql`select * from ${sql.identifier(table)}`);
        return rows.length;
      }).catch((error: { sqlState?: string }) => error.sqlState ?? String(error)),
    ),
  );
}

/** What a member of staff is given at an address, past every link. */
export async function byUrl(desk: string, { role, ...member }: StaffMember) {
  const token = await transactionAs({ role, ...member }, (tx) => beginSession(tx));
  return async (path: string) => {
    const answer = await fetch(`${desk}${path}`, { headers: { cookie: `__Host-b=${token}` } });
    return { status: answer.status, text: await answer.text() };
  };
}
