import { rows } from './audit-of.ts';
import type { House } from './house.ts';
import type { SomeonesCase } from './people.ts';
import type { Speaker } from './voice-journey.ts';

/** What PostgreSQL holds of somebody's voice and of what came of it, looked at past row-level security. */
export const voiceHeld = ({ database }: House, { victimId, caseId }: SomeonesCase) =>
  rows(database, async (sql) => ({
    statements: await sql`
      select state, how, used_at is not null as used, withdrawn_at is null as stands from statement where case_id = ${caseId}`,
    drafts: await sql`select 1 from statement_draft where case_id = ${caseId}`,
    receipts: await sql`
      select r.role, r.why from statement_reading r join statement s on s.id = r.statement_id
      where s.case_id = ${caseId} order by r.at`,
    extracts: await sql`
      select audience, state, leak_state, answered_how, sealed_approved is not null as has_words, sealed_approved <> sealed_words as differs
      from extract where case_id = ${caseId}`,
    briefs: await sql`
      select b.form, b.audience, r.role, r.read_at is not null as was_read from brief b
      left join brief_reader r on r.brief_id = b.id where b.case_id = ${caseId} order by b.made_at`,
    notes: await sql`
      select language, review_state, leak_state, read_at is not null as was_read from voice_note
      where case_id = ${caseId} order by written_at`,
    feedback: await sql`
      select f.state, f.not_my_worker, r.verdict, r.language, r.review_state, r.state as reply, r.sent_at <= f.due_at as in_time,
        r.read_at is not null as was_read
      from feedback f join reply r on r.feedback_id = f.id where f.victim_id = ${victimId}`,
    themes: await sql`
      select t.source, p.state as promise, p.due_on is not null and p.owner_id is not null as owned, l.state as line,
        l.approved_by <> l.written_by as by_two, e.state as evidence, e.checked_by <> e.written_by as checked_by_another
      from theme t join promise p on p.theme_id = t.id join public_line l on l.theme_id = t.id
      join promise_evidence e on e.promise_id = p.id`,
    told: await sql`select read_at is not null as was_read from line_told where victim_id = ${victimId}`,
    messages: await sql<{ kind: string; channel: string; state: string }[]>`
      select kind, channel, state from message where victim_id = ${victimId} order by created_at`,
  }));

/** What is held at the end, when all of it went as it should. */
export function whatItCameTo({ language }: Speaker) {
  const opened = { role: 'worker', why: 'prepare_extract' };
  const written = { language, review_state: language === 'en' ? 'own_words' : 'reviewed' };
  const brief = { audience: 'panel' };
  return {
    statements: [{ state: 'sent', how: 'portal', used: true, stands: true }],
    drafts: [],
    receipts: [opened, opened],
    extracts: [
      {
        ...{ audience: 'panel', state: 'approved', leak_state: 'clear', answered_how: 'portal' },
        ...{ has_words: true, differs: true },
      },
    ],
    briefs: [
      { ...brief, form: 'pdf', role: 'panel_member', was_read: true },
      { ...brief, form: 'print', role: null, was_read: false },
    ],
    notes: [
      { ...written, leak_state: 'held', was_read: false },
      { ...written, leak_state: 'clear', was_read: true },
    ],
    feedback: [
      {
        ...{ ...written, state: 'closed', not_my_worker: true, verdict: 'answers', reply: 'sent' },
        ...{ in_time: true, was_read: true },
      },
    ],
    themes: [
      {
        ...{ source: 'feedback', promise: 'done', owned: true, line: 'published', by_two: true },
        ...{ evidence: 'shown', checked_by_another: true },
      },
    ],
    told: [{ was_read: true }],
    messages: ['sign_in_code', 'question', 'update', 'reply', 'reply'].map((kind) => ({
      ...{ kind, channel: 'text', state: 'accepted' },
    })),
  };
}

/** What the first words of each message say, which is all they say. */
export const nudges = {
  question: { en: 'There is a question for you.', ur: 'آپ سے ایک سوال ہے۔' },
  update: { en: 'There is something new for you.', ur: 'آپ کے لیے کچھ نیا ہے۔' },
  reply: { en: 'There is an answer for you.', ur: 'آپ کے لیے ایک جواب ہے۔' },
};
