import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { service } from '#db/schema/service.ts';
import { wordsAnswer, wordsRequest, wordsTakenBack } from '#db/schema/template.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { type Example, exampleOf, type Which, wordsLanguages } from '#messaging/messages/example.server.ts';
import type { MessageService } from '#messaging/messages/facts.ts';
import { everyTemplate } from '#messaging/messages/templates.ts';
import { answersOpenTo, type WordsAnswer, type WordsState, wordsStateOf } from './rules.ts';

/** One question about a version of some words, and how it was answered. */
export type WordsRequest = {
  requestId: string;
  version: string;
  askedBy: string;
  askedAt: Date;
  answer: WordsAnswer | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  takenBackBy: string | null;
  takenBackAt: Date | null;
};

/** Some words as they would leave today, and how they stand here. */
export type Words = Example & { state: WordsState; requests: WordsRequest[] };

/** Which words are asked for: of one template, in one language, or (of neither) all there are. */
export type Chosen = Partial<Pick<Which, 'template' | 'language'>>;

/** Words as they would leave today with everything that was asked about this version of them, the newest first. */
export async function wordsOf(tx: Tx<StaffActor>, chosen: Chosen): Promise<Words[]> {
  const { here, council } = await whoSpeaks(tx);
  const examples = everyTemplate
    .filter(({ template }) => chosen.template === undefined || template === chosen.template)
    .flatMap((one) =>
      wordsLanguages
        .filter((language) => chosen.language === undefined || language === chosen.language)
        .map((language) => exampleOf({ ...one, language }, here, council)),
    );
  const asked = await requestsAbout(tx, examples);
  return examples.map((example) => {
    const requests = asked.filter(({ version }) => version === example.version);
    return { ...example, requests, state: stateOf(requests) };
  });
}

const stateOf = (requests: readonly WordsRequest[]) =>
  wordsStateOf(requests.map(({ answer, takenBackAt }) => ({ answer, takenBack: takenBackAt !== null })));

/** Who the words speak for, and who runs it: the name no screen may show. */
export async function whoSpeaks(tx: Tx): Promise<{ here: MessageService; council: string }> {
  const here = await messageServiceOf(tx);
  const [row] = await tx
    .select({ name: service.name })
    .from(service)
    .where(eq(service.id, String(tx.actor.serviceId)));
  if (!row) throw new Error('This service was never set up');
  return { here, council: row.name };
}

function requestsAbout(tx: Tx<StaffActor>, examples: readonly Example[]): Promise<WordsRequest[]> {
  const { serviceId, id, version, askedBy, askedAt } = wordsRequest;
  const { answer, answeredBy, answeredAt } = wordsAnswer;
  const { takenBackBy, takenBackAt } = wordsTakenBack;
  const versions = examples.map((one) => one.version);
  return tx
    .select({
      ...{ requestId: id, version, askedBy, askedAt },
      ...{ answer, answeredBy, answeredAt, takenBackBy, takenBackAt },
    })
    .from(wordsRequest)
    .leftJoin(wordsAnswer, and(eq(wordsAnswer.serviceId, serviceId), eq(wordsAnswer.requestId, id)))
    .leftJoin(wordsTakenBack, and(eq(wordsTakenBack.serviceId, serviceId), eq(wordsTakenBack.requestId, id)))
    .where(and(eq(serviceId, tx.actor.serviceId), inArray(version, versions)))
    .orderBy(desc(askedAt), desc(id));
}

/** Asks a manager about some words as they are today; those that are approved or asked about already stay so. How many were asked about. */
export async function askAboutWords(tx: Tx<StaffActor>, asked: readonly Which[]): Promise<number> {
  const { serviceId, staffId } = tx.actor;
  const all = await wordsOf(tx, {});
  const open = all.filter(
    (words) =>
      words.state !== 'approved' && words.state !== 'asked' && asked.some((which) => isSame(which, words)),
  );
  if (open.length === 0) return 0;
  // Its moment is the database's own: nobody may write it.
  const rows = open.map(({ template, channel, language, version }) => ({
    ...{ id: randomUUID(), template, channel, language, version },
  }));
  await tx.execute(sql`
    insert into words_request (service_id, id, template, channel, language, version, asked_by)
    select ${serviceId}, id, template, channel, language, version, ${staffId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      asked (id uuid, template text, channel text, language text, version text)`);
  tx.record({ action: 'words.asked', subjectId: null, details: { count: open.length } });
  return open.length;
}

const isSame = (one: Which, other: Which) =>
  one.template === other.template && one.channel === other.channel && one.language === other.language;

/** How many were answered, and how many were not this person's to answer, were answered already, or are about other words by now. */
export type Answered = { done: number; left: number };

/** Answers what was asked about words as they still are, each once. The database takes a yes or a no from a manager alone. */
export async function answerWords(
  tx: Tx<StaffActor>,
  requestIds: readonly string[],
  answer: WordsAnswer,
): Promise<Answered> {
  const { serviceId, staffId, role } = tx.actor;
  const me = { staffId, isManager: role === 'manager' };
  const waiting = (await wordsOf(tx, {})).flatMap(({ requests }) =>
    requests.filter((one) => one.answer === null && requestIds.includes(one.requestId)),
  );
  const mine = waiting.filter((one) => answersOpenTo(me, one).includes(answer));
  if (mine.length === 0) return { done: 0, left: requestIds.length };
  const kept = await tx.execute(sql`
    insert into words_answer (service_id, request_id, asked_by, answer, answered_by)
    select service_id, id, asked_by, ${answer}, ${staffId} from words_request
    where service_id = ${serviceId} and id in ${mine.map(({ requestId }) => requestId)}
    on conflict do nothing returning request_id`);
  if (kept.length > 0)
    tx.record({ action: `words.${answer}`, subjectId: null, details: { count: kept.length } });
  return { done: kept.length, left: requestIds.length - kept.length };
}

/** Takes a yes back: from now on these words leave no more where only approved ones may. The database takes it from a manager alone. */
export async function takeWordsBack(tx: Tx<StaffActor>, requestIds: readonly string[]): Promise<Answered> {
  const { serviceId, staffId } = tx.actor;
  const approved = (await wordsOf(tx, {})).flatMap(({ requests }) =>
    requests.filter((one) => one.answer === 'approved' && requestIds.includes(one.requestId)),
  );
  if (approved.length === 0) return { done: 0, left: requestIds.length };
  const kept = await tx.execute(sql`
    insert into words_taken_back (service_id, request_id, taken_back_by)
    select service_id, id, ${staffId} from words_request
    where service_id = ${serviceId} and id in ${approved.map(({ requestId }) => requestId)}
    on conflict do nothing returning request_id`);
  if (kept.length > 0)
    tx.record({ action: 'words.taken_back', subjectId: null, details: { count: kept.length } });
  return { done: kept.length, left: requestIds.length - kept.length };
}
