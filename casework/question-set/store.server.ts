import { randomUUID } from 'node:crypto';
import { and, desc, eq, notExists, sql } from 'drizzle-orm';
import { z } from 'zod';
import { questionSet, satisfactionAnswer, satisfactionAsked } from '#db/schema/feedback.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { casesOfVictim } from '../case/store.server.ts';
import { choicesOf } from '../choice/store.server.ts';
import { askedIn, fewestShown, questionKinds, type StageAsked, type StageQuestion } from './rules.ts';

export type QuestionSet = { setId: string; stage: StageAsked; version: number; questions: StageQuestion[] };

const kept = z.array(
  z.object({
    key: z.string(),
    kind: z.enum(questionKinds),
    words: z.intersection(z.object({ en: z.string() }), z.partialRecord(z.enum(askedIn), z.string())),
  }),
);

const shown = {
  ...{ setId: questionSet.id, stage: questionSet.stage, version: questionSet.version },
  questions: questionSet.questions,
};
const opened = ({
  questions,
  ...row
}: Omit<QuestionSet, 'questions'> & { questions: unknown }): QuestionSet => ({
  ...row,
  questions: kept.parse(questions),
});

/** The questions of a stage that are in force, or null where the service asks none. */
export async function questionsNow(
  tx: Tx<StaffActor | VictimActor>,
  stage: StageAsked,
): Promise<QuestionSet | null> {
  const [newest] = await tx
    .select(shown)
    .from(questionSet)
    .where(and(eq(questionSet.serviceId, tx.actor.serviceId), eq(questionSet.stage, stage)))
    .orderBy(desc(questionSet.version))
    .limit(1);
  return newest ? opened(newest) : null;
}

/** Sets the questions of a stage from now on, as a version of their own; earlier answers stay answers to the earlier words. */
export async function setQuestions(
  tx: Tx<StaffActor>,
  stage: StageAsked,
  questions: readonly StageQuestion[],
): Promise<number> {
  const { serviceId, staffId } = tx.actor;
  const before = await questionsNow(tx, stage);
  const version = (before ? before.version : 0) + 1;
  await tx
    .insert(questionSet)
    .values({ serviceId, id: randomUUID(), stage, version, questions, writtenBy: staffId });
  tx.record({ action: 'questions.set', subjectId: serviceId, details: { stage, version } });
  return version;
}

/** What somebody may be asked now: the questions of their stage, once, and never after they said no to being asked. */
export async function questionsToAsk(tx: Tx<VictimActor>): Promise<QuestionSet | null> {
  const { serviceId, victimId } = tx.actor;
  const [current] = await casesOfVictim(tx);
  const choice = (await choicesOf(tx, victimId)).find(({ purpose }) => purpose === 'feedback');
  if (!current || choice?.state === 'declined' || choice?.state === 'withdrawn') return null;
  const set = await questionsNow(tx, current.stage);
  if (!set) return null;
  const already = tx
    .select({ one: sql`1` })
    .from(satisfactionAsked)
    .innerJoin(
      questionSet,
      and(eq(questionSet.serviceId, serviceId), eq(questionSet.id, satisfactionAsked.questionSetId)),
    )
    .where(and(eq(satisfactionAsked.victimId, victimId), eq(questionSet.stage, current.stage)));
  const [open] = await tx
    .select({ id: questionSet.id })
    .from(questionSet)
    .where(and(eq(questionSet.id, set.setId), notExists(already)));
  return open ? set : null;
}

/**
 * Takes somebody's answers, or that they skipped them all. That they were asked is kept for them alone; the answers have no
 * name and no hour, so that nobody can tell whose they are. The audit has neither.
 */
export async function answerQuestions(
  tx: Tx<VictimActor>,
  { setId, stage, questions }: QuestionSet,
  answers: Readonly<Record<string, string | number | null>>,
  language: string,
): Promise<void> {
  const { serviceId, victimId } = tx.actor;
  const sealer = sealerOfService(serviceId);
  const taken = await tx
    .insert(satisfactionAsked)
    .values({ serviceId, victimId, questionSetId: setId })
    .onConflictDoNothing()
    .returning({ id: satisfactionAsked.questionSetId });
  if (taken.length === 0) return;
  const rows = questions.flatMap(({ key }) => {
    const said = answers[key];
    if (said === null || said === undefined || said === '') return [];
    const id = randomUUID();
    const place = { table: 'satisfaction_answer', column: 'sealed_words', row: id };
    const answer = typeof said === 'number' ? { score: said } : { sealedWords: sealer.seal(place, said) };
    return [{ serviceId, id, questionSetId: setId, stage, questionKey: key, language, ...answer }];
  });
  if (rows.length > 0) await tx.insert(satisfactionAnswer).values(rows);
}

/** How one question was answered: by score, and the words in no order; null while too few answered. */
export type Answered = { key: string; count: number; scores: number[] | null; words: string[] };

/** What people answered to a set of questions. */
export async function answersTo(tx: Tx<StaffActor>, { setId, questions }: QuestionSet): Promise<Answered[]> {
  const { serviceId } = tx.actor;
  const sealer = sealerOfService(serviceId);
  const { id, questionKey, score, sealedWords } = satisfactionAnswer;
  const rows = await tx
    .select({ id, questionKey, score, sealedWords })
    .from(satisfactionAnswer)
    .where(and(eq(satisfactionAnswer.serviceId, serviceId), eq(satisfactionAnswer.questionSetId, setId)))
    .orderBy(id);
  return questions.map(({ key }) => {
    const of = rows.filter((row) => row.questionKey === key);
    const enough = of.length >= fewestShown;
    const words = of.flatMap((row) =>
      enough && row.sealedWords
        ? [
            sealer.open(
              { table: 'satisfaction_answer', column: 'sealed_words', row: row.id },
              row.sealedWords,
            ),
          ]
        : [],
    );
    const scores = [1, 2, 3, 4, 5].map((at) => of.filter((row) => row.score === at).length);
    return { key, count: of.length, scores: enough ? scores : null, words };
  });
}
