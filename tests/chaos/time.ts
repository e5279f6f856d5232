import type postgres from 'postgres';
import type { KeptRunning } from './kept-running.ts';
import { until } from './processes.ts';
import type { StandIn } from './stand-in.ts';

/** Where it all happens: the database, the stand-in that takes the texts, and the workers. */
export type Scene = { db: postgres.Sql; standIn: StandIn; workers: KeptRunning };

/**
 * Lets minutes pass for everything that is on its way, here and at the stand-in, by putting what happened further back. No
 * worker may live meanwhile, for it keeps its own time; what the dead had said is heard first, at the time they said it.
 */
export async function minutesPass(scene: Omit<Scene, 'workers'>, minutes: number): Promise<void> {
  await scene.standIn.quiet();
  await putBack(scene, minutes);
}

async function putBack({ db, standIn }: Omit<Scene, 'workers'>, minutes: number): Promise<void> {
  await db`update message set lease_until = lease_until - make_interval(mins => ${minutes}),
      next_look_at = next_look_at - make_interval(mins => ${minutes}),
      settled_at = settled_at - make_interval(mins => ${minutes}), claimed_at = claimed_at - make_interval(mins => ${minutes})
    where state in ('submitting', 'unknown', 'accepted', 'sent')`;
  await db`update message set not_before = not_before - make_interval(mins => ${minutes})
    where state = 'queued' and not_before > now()`;
  await db`update timetable_run set next_at = next_at - make_interval(mins => ${minutes}),
      lease_until = lease_until - make_interval(mins => ${minutes})`;
  await db`update sending_allowance set full_at = full_at - make_interval(mins => ${minutes})`;
  standIn.minutesPass(minutes);
}

/** Ends the workers, lets minutes pass, and starts as many others. */
export async function laterOn(scene: Scene, minutes: number): Promise<void> {
  await scene.workers.stop();
  await minutesPass(scene, minutes);
  await scene.workers.start();
}

/** Lets an hour pass as often as it takes until nothing is left that happens by itself. From here on nobody is killed. */
export async function everythingEnds(scene: Scene): Promise<void> {
  const { db, standIn } = scene;
  await laterOn(scene, 61);
  for (let hours = 0; hours < 20; hours += 1) {
    await nothingIsDue(db);
    await standIn.reported();
    if ((await stillGoing(db)) === 0) return;
    // The workers may live: nothing is in their hands.
    await putBack(scene, 61);
  }
  throw new Error(`After twenty hours ${await stillGoing(db)} messages were still on their way`);
}

/** How many messages still have something before them that happens by itself. */
async function stillGoing(db: postgres.Sql): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from message m
    join choice_now c on c.service_id = m.service_id and c.id = m.topic_choice_id
    where m.state in ('submitting', 'accepted', 'sent') or (m.state = 'unknown' and m.next_look_at is not null)
      or (m.state in ('queued', 'held') and c.state = 'agreed')`;
  return row?.count ?? 0;
}

/** What is done every half minute is done at once. */
export const doItNow = (db: postgres.Sql) => db`update timetable_run set next_at = now()
  where next_at > now() and lease_until is null and name in ('look_for_texts', 'reap_leases', 'hold_waiting', 'look_at_held')`;

// Until nothing could go on at this moment.
const nothingIsDue = (db: postgres.Sql) =>
  until(
    'nothing is due',
    async () => {
      await doItNow(db);
      return (await dueNow(db)) === 0;
    },
    600,
  );

async function dueNow(db: postgres.Sql): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from message m
    join choice_now c on c.service_id = m.service_id and c.id = m.topic_choice_id
    where m.next_look_at <= now() or m.state = 'submitting'
      or (m.state = 'queued' and m.not_before <= now() and c.state = 'agreed')
      or exists (select from timetable_run where name = 'look_for_texts' and lease_until > now())`;
  return row?.count ?? 0;
}
