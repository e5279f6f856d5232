import type postgres from 'postgres';
import type { Answer, Asker, Sending } from './asking.ts';
import { ask } from './asking.ts';
import { type Kind, kindsIn } from './canaries.ts';
import { formsOn, gather, kindsSaid, onNobodys, post, type Read, same } from './crawl.ts';
import type { LeftWords } from './planted.ts';
import type { Changed, Remembered } from './put-back.ts';

type Posting = {
  url: string;
  askers: readonly Asker[];
  sendings: Map<string, Sending>;
  /** What each was answered when they asked for an address. */
  answers: ReadonlyMap<string, string>;
  superuser: postgres.Sql;
  before: Remembered;
  left: LeftWords;
};

export type Posted = {
  requests: number;
  /** How many were sent again to what is not there. */
  compared: number;
  /** How many times words of a statement were shown with the receipt that belongs to it. */
  receipts: number;
  reads: Read[];
  statuses: Record<string, number>;
  broken: string[];
  /** Words of a statement that were shown without the receipt that belongs to it. */
  unreceipted: string[];
  /** Words that stand somewhere new. */
  moved: string[];
  /** Answers by which what is not theirs can be told from what is not there. */
  oracles: string[];
};

const kindsOfStatement = ['sent', 'cutFrom', 'withdrawn', 'toConfirm'] as const;
type Receipt = { id: string; statement: string; staff: string };
const receiptsIn = (superuser: postgres.Sql) =>
  superuser<Receipt[]>`select id, statement_id as statement, staff_id as staff from statement_reading`;

const told = (by: Asker, { path, fields }: Sending) =>
  `${by.name} sends to ${path}: ${fields.map(([name, value]) => `${name}=${value.slice(0, 40)}`).join('&')}`;

/** Has everybody send every form, each to the same database: whatever one did is undone before the next. */
export async function postAll(posting: Posting): Promise<Posted> {
  const posted: Posted = {
    ...{
      requests: 0,
      compared: 0,
      receipts: 0,
      reads: [],
      statuses: {},
      broken: [],
      unreceipted: [],
      moved: [],
      oracles: [],
    },
  };
  const held = await receiptsIn(posting.superuser);
  const waiting = [...posting.sendings.values()];
  for (let sending = waiting.shift(); sending; sending = waiting.shift())
    for (const by of posting.askers.filter(({ as }) => as === undefined)) {
      const answer = await sendOne(posting, posted, held, by, sending);
      if (answer.status < 400)
        waiting.push(...gather(posting.sendings, formsOn(answer, sending.path), posting.left.apart));
    }
  return posted;
}

async function sendOne(
  posting: Posting,
  posted: Posted,
  held: readonly Receipt[],
  by: Asker,
  sending: Sending,
) {
  const { url, before } = posting;
  const answer = await post(url, by, sending);
  posted.requests += 1;
  posted.statuses[answer.status] = (posted.statuses[answer.status] ?? 0) + 1;
  const line = told(by, sending);
  if (answer.status >= 500 && by.maySignIn !== false) posted.broken.push(`${line}: ${answer.status}`);
  const kinds = await kindsSaid(answer);
  posted.reads.push(...kinds.map((kind) => ({ kind, by, path: sending.path })));
  if (by.staffId) {
    const { shown, bare } = await withoutReceipt(posting, held, by, sending, kinds);
    posted.receipts += shown.length - bare.length;
    posted.unreceipted.push(...bare.map((kind) => `${line}: ${kind}`));
  }
  const changed = await before.changed();
  if (changed) {
    posted.moved.push(...(await wordsMoved(changed, by)).map((where) => `${line}: ${where}`));
    await follow(posting, posted, by, answer);
    await (await before.changed())?.putBack();
  }
  await compareWithNothing(posting, posted, by, sending, answer);
  return answer;
}

/** Of which statements words were shown to staff without a receipt of theirs, new since or named in what they sent. */
async function withoutReceipt(
  { superuser, left }: Posting,
  held: readonly Receipt[],
  { staffId }: Asker,
  { fields }: Sending,
  kinds: readonly Kind[],
) {
  const shown = kindsOfStatement.filter((kind) => kinds.includes(kind));
  if (shown.length === 0) return { shown, bare: [] };
  const known = new Set(held.map(({ id }) => id));
  const named = new Set(fields.map(([, value]) => value));
  const mine = (await receiptsIn(superuser)).filter(({ staff }) => staff === staffId);
  const good = mine.filter(({ id }) => !known.has(id) || named.has(id));
  return {
    shown,
    bare: shown.filter((kind) => !good.some(({ statement }) => statement === left.statements[kind])),
  };
}

/** Where words of the author stand now that did not stand there before; what they wrote themselves is theirs to write. */
async function wordsMoved(changed: Changed, { name }: Asker) {
  if (name.startsWith('the author')) return [];
  const since = await changed.saidSince();
  return since.flatMap(({ place, words }) => kindsIn(words).map((kind) => `${kind} in ${place}`));
}

// What a form leads to is read before it is undone: words it might have put there would be shown without a receipt.
async function follow({ url }: Posting, posted: Posted, by: Asker, { location }: Answer) {
  if (!location?.startsWith('/')) return;
  posted.requests += 1;
  const next = await ask(url, by, { path: location });
  const kinds = await kindsSaid(next);
  posted.reads.push(...kinds.map((kind) => ({ kind, by, path: location })));
  if (by.staffId)
    for (const kind of kindsOfStatement)
      if (kinds.includes(kind)) posted.unreceipted.push(`${by.name} is led to ${location}: ${kind}`);
}

/** What names something that is not theirs must be answered as what names nothing at all, whatever is sent to it. */
async function compareWithNothing(
  posting: Posting,
  posted: Posted,
  by: Asker,
  sending: Sending,
  answer: Answer,
) {
  const { url, answers } = posting;
  const path = onNobodys(sending.path, by.site);
  const [where = ''] = sending.path.split('?');
  if (path === sending.path || !answers.get(`${by.name} ${where}`)?.startsWith('404 ')) return;
  // What nobody can ask for, only send to, says nothing of whose it is: there the answer itself does.
  const isSentOnly = !posting.askers.some(({ name }) => answers.get(`${name} ${where}`)?.startsWith('200 '));
  if (isSentOnly && answer.status !== 404) return;
  const atDesk = by.site === 'backoffice';
  if (atDesk && answer.status !== 404) posted.oracles.push(`${told(by, sending)}: ${answer.status}`);
  // Whoever may open no page of the desk is answered before anything is looked for.
  if (atDesk && !answers.get(`${by.name} /cases`)?.startsWith('200 ')) return;
  posted.requests += 1;
  posted.compared += 1;
  const nothing = await post(url, by, { ...sending, path });
  if (same(nothing) !== same(answer))
    posted.oracles.push(
      `${told(by, sending)}: ${answer.status}, and ${nothing.status} where there is nothing`,
    );
}
