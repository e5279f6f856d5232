import { type CaseDue, casesDue } from '#casework/case/list.server.ts';
import { contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { troubledMessages } from '#casework/message/store.server.ts';
import { concernsUnread } from '#casework/safety-concern/store.server.ts';
import { tasksOpen } from '#casework/task/store.server.ts';
import { bankHolidaysKnownUntil, bankHolidaysRunOutSoon } from '#casework/working-day/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { caseLine } from '../case-list/case-line.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { dueShown } from '../due-words.server.ts';
import { leaksDue } from '../leak/finding.server.ts';
import { dayOf, momentOf, nearDay } from '../moments.server.ts';
import { promisedSoon } from './promised.server.ts';
import { severalUnderWay } from './several.server.ts';
import { feedbackToAnswer } from './to-answer.server.ts';
import { unreadWords } from './unread.server.ts';

const { t } = backofficeWords;
const shownAtOnce = 25;
const tasksAtOnce = 200;

/** Everything the start page says, read in one go: concerns, what is due, tasks, messages in trouble. */
export async function todayOf(tx: Tx<StaffActor>, mine: boolean) {
  const now = new Date();
  const concerns = await concernsUnread(tx);
  const cases = await casesDue(tx, { after: null, mine, limit: shownAtOnce + 1 });
  const tasks = await tasksOpen(tx, { mine, limit: tasksAtOnce + 1 });
  const { messages: troubled, next } = await troubledMessages(tx);
  const held = await leaksDue(tx, now);
  const unread = await unreadWords(tx, mine, now);
  const toAnswer = await feedbackToAnswer(tx, mine, now);
  const promised = await promisedSoon(tx, mine, now);
  const several = await severalUnderWay(tx, now);
  const waiting = cases.filter(({ dueWhat }) => dueWhat !== 'nothing');
  return {
    ...{ mine, leaks: held.leaks, unread, toAnswer, promised, several },
    concerns: concerns.map(({ concernId, name, at }) => ({ concernId, name, at: momentOf(at) })),
    more: {
      cases: waiting.length > shownAtOnce,
      tasks: tasks.length > tasksAtOnce,
      troubled: next !== null,
      leaks: held.more,
    },
    cases: waiting.slice(0, shownAtOnce).map((one) => caseLine(one, now)),
    nothingToday: await nothingToday(tx, waiting, now),
    tasks: tasks.slice(0, tasksAtOnce).map(({ taskId, kind, name, dueAt }) => ({
      taskId,
      kind,
      name,
      due: dueShown('task', dueAt, now),
    })),
    troubled: troubled.map(({ id, to, channel, kind, state }) => ({
      id,
      name: to.name,
      channel,
      kind,
      state,
    })),
    holidaysEnd: bankHolidaysRunOutSoon(now) ? dayOf(bankHolidaysKnownUntil()).text : null,
  };
}

// An empty day still owes an answer: what comes first after it, in which language, and by when.
async function nothingToday(
  tx: Tx<StaffActor>,
  waiting: readonly CaseDue[],
  now: Date,
): Promise<string | null> {
  const [next] = waiting;
  if (!next) return t('due.nothingAtAll');
  const state = dueShown(next.dueWhat, next.dueAt, now)?.state;
  if (state === 'overdue' || state === 'today') return null;
  const { languageSpoken } = await contactPreferenceOf(tx, next.victimId);
  return t(`due.next.${languageSpoken === 'en' ? 'plain' : 'language'}`, {
    what: t(`due.todo.${next.dueWhat}`),
    language: languageName(languageSpoken),
    reference: next.reference,
    day: nearDay(next.dueAt, now),
  });
}
