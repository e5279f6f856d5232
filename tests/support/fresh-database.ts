import postgres from 'postgres';

export type FreshDatabase = {
  name: string;
  superuserUrl: string;
  ownerUrl: string;
  portalUrl: string;
  backofficeUrl: string;
  workerUrl: string;
  /** A login that may become every actor, for tests that play several people in one process. */
  everyActorUrl: string;
};

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
  const as = (user: string) => {
    const url = new URL(cluster);
    Object.assign(url, { username: user, password: 'test', pathname: `/${name}` });
    return url.toString();
  };
  const superuserUrl = new URL(cluster);
  superuserUrl.pathname = `/${name}`;
  return {
    name,
    superuserUrl: superuserUrl.toString(),
    ownerUrl: as('heard_owner'),
    portalUrl: as('heard_portal'),
    backofficeUrl: as('heard_backoffice'),
    workerUrl: as('heard_worker'),
    everyActorUrl: as('heard_every_actor'),
  };
}
