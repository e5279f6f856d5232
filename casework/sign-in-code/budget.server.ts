import { and, eq, gt, sql } from 'drizzle-orm';
import { codeRequest, signInCode } from '#db/schema/getting-in.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { tellWorkers } from '#messaging/tell-workers.server.ts';
import type { CodesMade } from './rules.ts';
import type { Point, Waiting } from './store.server.ts';

const inTheLast = (hours: number) =>
  sql`${signInCode.createdAt} > clock_timestamp() - make_interval(hours => ${hours})`;
const byNobodyKnown = sql`${signInCode.knownHash} is null`;

/** What was sent lately to the number somebody asks for, by the point that carries it. */
export async function codesMade(
  tx: Tx<ProcessActor>,
  { knownHash }: Waiting,
  { id: contactPointId }: Point,
  victimIds: readonly string[],
): Promise<CodesMade> {
  const people = sql`array[${sql.join(
    victimIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]`;
  const safeAt = (moment: typeof people) =>
    sql`(select bool_and(may_send_at(person, ${moment})) from unnest(${people}) as person)`;
  const [made] = await tx
    .select({
      forThisBrowserThisHour: sql<number>`count(*) filter (where ${signInCode.knownHash} = ${knownHash} and ${inTheLast(1)})::integer`,
      thisHour: sql<number>`count(*) filter (where ${byNobodyKnown} and ${inTheLast(1)})::integer`,
      today: sql<number>`count(*) filter (where ${byNobodyKnown})::integer`,
      whileNotSafe: sql<number>`count(*) filter (where ${byNobodyKnown} and ${inTheLast(12)} and not ${safeAt(sql`${signInCode.createdAt}`)})::integer`,
      safeNow: sql<boolean>`${safeAt(sql`clock_timestamp()`)}`,
    })
    .from(signInCode)
    .where(
      and(
        eq(signInCode.serviceId, tx.actor.serviceId),
        eq(signInCode.contactPointId, contactPointId),
        eq(signInCode.purpose, 'sign_in'),
        inTheLast(24),
      ),
    );
  if (!made) throw new Error('PostgreSQL counted nothing');
  return made;
}

/** Notes that a stranger's request was not answered, and tells the worker of whoever uses the number, once a day. */
export async function turnDown(
  tx: Tx<ProcessActor>,
  { id, kind, blindIndex }: Waiting,
  victimIds: readonly string[],
): Promise<void> {
  const { serviceId } = tx.actor;
  const [earlier] = await tx
    .select({ id: codeRequest.id })
    .from(codeRequest)
    .where(
      and(
        eq(codeRequest.serviceId, serviceId),
        eq(codeRequest.kind, kind),
        eq(codeRequest.blindIndex, blindIndex),
        eq(codeRequest.turnedDown, true),
        gt(codeRequest.askedAt, sql`clock_timestamp() - interval '24 hours'`),
      ),
    )
    .limit(1);
  await tx
    .update(codeRequest)
    .set({ turnedDown: true })
    .where(and(eq(codeRequest.serviceId, serviceId), eq(codeRequest.id, id)));
  if (!earlier) await tellWorkers(tx, 'codes_asked', victimIds);
}
