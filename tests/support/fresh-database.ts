import postgres from 'postgres';
import { urlsOf } from './cluster.ts';

export type FreshDatabase = ReturnType<typeof urlsOf>;

let made = 0;

/** A database of its own, copied from the migrated template. It goes when the run ends. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const cluster = process.env.HEARD_TEST_CLUSTER;
  const run = process.env.HEARD_TEST_RUN;
  if (!cluster || !run) throw new Error('tests/support/database.ts sets the cluster up first');
  made += 1;
  const name = `${run}_${process.pid}_${made}`;
  const superuser = postgres(cluster, { max: 1, connection: { client_min_messages: 'warning' } });
  await superuser.unsafe(
    `create database ${name} template ${run}_template strategy file_copy owner heard_owner`,
  );
  await superuser.end();
  return urlsOf(cluster, name);
}
