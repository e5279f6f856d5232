import { contactPreferenceOf, contactRulesOf } from '#casework/contact-preference/store.server.ts';
import { feedbackOf, whoMayAnswer } from '#casework/feedback/inbox.server.ts';
import { isOpen } from '#casework/feedback/rules.ts';
import { clearanceOf } from '#casework/leak/finding.server.ts';
import { isClear } from '#casework/leak/rules.ts';
import { nextStepsOf, whyFailed } from '#casework/message/rules.ts';
import { type Notice, noticeFor, noticesOf } from '#casework/reply/send.server.ts';
import { leaksInReply, type Reply, repliesTo, wholeReply } from '#casework/reply/store.server.ts';
import { templates } from '#casework/reply/template.server.ts';
import { possibleWorkers } from '#casework/staff/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { directionOf, languages } from '#locales/languages.ts';
import { languageName } from '../contact-rules.server.ts';
import { momentOf } from '../moments.server.ts';
import { firstNames, lineShown } from './lines.server.ts';

const inLanguage = (code: string) => {
  const language = languages.find((one) => one === code) ?? 'en';
  return { code: language, direction: directionOf(language), name: languageName(language) };
};

const isForATime = (reason: string | null) => reason === 'window' || reason === 'quiet_hours';

// Held for a safe time it leaves by itself; what failed, or nobody can vouch for, is told by telephone instead.
const noticeShown = ({ id, channel, state, heldReason, failureCode }: Notice, next: Date | null) => ({
  ...{ id, channel, state, code: failureCode },
  held: state === 'held' ? heldReason : null,
  leaves: isForATime(heldReason) && next ? momentOf(next).text : null,
  why: whyFailed(failureCode),
  ring: nextStepsOf({ kind: 'reply', channel, state, cancelledReason: null }).includes('phone'),
});

async function noticesShown(tx: Tx<StaffActor>, { replyId, victimId }: Reply) {
  const notices = await noticesOf(tx, replyId);
  const waits = notices.some(({ state, heldReason }) => state === 'held' && isForATime(heldReason));
  const next = waits ? (await contactRulesOf(tx, victimId)).nextSending : null;
  return notices.map((one) => noticeShown(one, next));
}

async function replyShown(tx: Tx<StaffActor>, reply: Reply) {
  const { replyId, words, english, state, reviewState, writer, mine, verdict } = reply;
  const leaks = state === 'draft' ? await leaksInReply(tx, reply) : null;
  const held = state === 'held' ? await clearanceOf(tx, 'reply', replyId) : null;
  return {
    ...{ replyId, words, english, state, reviewState, writer, mine, verdict, held },
    language: inLanguage(reply.language),
    written: momentOf(reply.writtenAt),
    sent: reply.sentAt && momentOf(reply.sentAt),
    read: reply.readAt && momentOf(reply.readAt),
    notices: state === 'sent' ? await noticesShown(tx, reply) : [],
    found: leaks && !isClear(leaks) ? { leaks, whole: wholeReply(reply) } : null,
  };
}

/** One thing somebody told us, as its page shows it: the words, the answers, who may have it, how they would hear. */
export async function feedbackShown(tx: Tx<StaffActor>, feedbackId: string, template: string | null) {
  const it = await feedbackOf(tx, feedbackId);
  const replies = await Promise.all(
    (await repliesTo(tx, feedbackId))
      .filter(({ state, mine }) => state !== 'draft' || mine)
      .map((one) => replyShown(tx, one)),
  );
  const language = it.victimId ? (await contactPreferenceOf(tx, it.victimId)).languageWritten : null;
  const ready = await templates(tx);
  const begin = (code: string) =>
    ready.find((one) => one.key === template && one.language === code)?.words ?? '';
  const may = await whoMayAnswer(tx, feedbackId);
  const people = (await possibleWorkers(tx)).filter(({ staffId }) => may.has(staffId));
  return {
    ...lineShown(it, await firstNames(tx)),
    ...{
      version: it.version,
      caseId: it.caseId,
      words: it.words,
      ownerId: it.ownerId,
      told: inLanguage(it.language),
      replies,
    },
    people: people.map(({ staffId, name }) => ({ value: staffId, label: name })),
    mayBeAnswered: isOpen(it.state),
    nobodyLeft: it.state === 'not_answered' && may.size === 0,
    notice: it.victimId ? await noticeFor(tx, feedbackId) : null,
    reply: language && { language: inLanguage(language), words: begin(language), english: begin('en') },
    templates: [...new Set(ready.map(({ key }) => key))],
  };
}
export type FeedbackShown = Awaited<ReturnType<typeof feedbackShown>>;
