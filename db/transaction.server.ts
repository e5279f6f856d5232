import { DrizzleQueryError, type SQL, sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type AuditEntry, appendAudit } from './audit.server.ts';

export const staffActorRoles = ['staff', 'manager', 'reporter', 'auditor'] as const;
export type StaffActorRole = (typeof staffActorRoles)[number];

export type Visitor = { role: 'visitor'; serviceId: string | null };
/** `personId` is who is signed in; it differs from `victimId` when a parent or another proxy acts for them. */
export type VictimActor = { role: 'victim'; serviceId: string; victimId: string; personId: string };
/** `deputy` is the worker process doing for one of the staff what they confirmed, for the people of that and no others. */
export type StaffActor = { role: StaffActorRole | 'deputy'; serviceId: string; staffId: string };
/** One of the staff at a desk of their own, signed in. */
export type DeskActor = StaffActor & { role: StaffActorRole };
export type ProcessActor = { role: 'sender' | 'webhook'; serviceId: string };
export type Actor = Visitor | VictimActor | StaffActor | ProcessActor;

type RawTx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];
export type Tx<A extends Actor = Actor> = RawTx & {
  readonly actor: A;
  record(entry: AuditEntry): void;
};

/** The database cannot be reached, or did not answer in time. Perhaps nothing was kept: it may have been silent about a commit. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError';
}

/** PostgreSQL refused a statement. Carries the SQLSTATE and the constraint, never a parameter. */
export class StatementRefusedError extends Error {
  override name = 'StatementRefusedError';
  readonly sqlState: string;
  readonly constraint: string | null;
  constructor(sqlState: string, constraint: string | null) {
    super(`PostgreSQL refused a statement (${sqlState}${constraint ? `, ${constraint}` : ''})`);
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}

export type ConnectionSettings = { url: string; patienceMs: number; pooled: boolean; size: number };
type Connection = { client: postgres.Sql; db: PostgresJsDatabase; patienceMs: number };

let connection: Connection | null = null;

/** Opens this process's only pool. `patienceMs` is how long one transaction may take before the caller is told no. */
export function connect({ url, patienceMs, pooled, size }: ConnectionSettings): void {
  const client = postgres(url, {
    max: size,
    prepare: !pooled,
    connect_timeout: 3,
    connection: {
      TimeZone: 'UTC',
      client_min_messages: 'warning',
      statement_timeout: Math.max(patienceMs, 5000),
      lock_timeout: 2000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
  connection = { client, db: plannedOnce(drizzle(client)), patienceMs };
}

/** Closes the pool, giving what is under way five seconds. */
export async function disconnect(): Promise<void> {
  await connection?.client.end({ timeout: 5 });
  connection = null;
}

function connected(): Connection {
  if (!connection) throw new Error('connect() comes before the first transaction');
  return connection;
}

/**
 * The only way to the database: one transaction in which row-level security knows `actor`.
 * What the work records is appended to the service's audit chain at the end, in the same transaction.
 * Throws DatabaseUnavailableError when PostgreSQL is away or silent. Then perhaps nothing was kept, and perhaps all of it: when
 * patience or the line ends during the commit, nobody here can know.
 */
export async function transactionAs<A extends Actor, T>(
  actor: A,
  work: (tx: Tx<A>) => Promise<T>,
): Promise<T> {
  const { db, patienceMs } = connected();
  const attempt = { abandoned: false, lost: false };
  const stillWanted = () => {
    if (attempt.abandoned || attempt.lost)
      throw new DatabaseUnavailableError('nobody waits for this any more');
  };
  const running = db.transaction((raw) => {
    const entries: AuditEntry[] = [];
    const record = (entry: AuditEntry) => void entries.push(entry);
    const tx: Tx<A> = Object.assign(plannedOnce(raw, stillWanted), { actor, record });
    const done = async () => {
      // What the work asks first follows at once: PostgreSQL takes it after this, and takes nothing at all if it refuses this.
      const worksNow = async () => work(tx);
      const [became, worked] = await Promise.allSettled([tx.execute(becoming(actor)).execute(), worksNow()]);
      if (became.status === 'rejected') throw became.reason;
      if (worked.status === 'rejected') throw worked.reason;
      const { written } = entries.length > 0 ? await appendAudit(tx, entries) : { written: [] };
      stillWanted();
      return { result: worked.value, written };
    };
    return neverIf(() => attempt.lost, done());
  });
  running.then(undefined, () => {
    attempt.lost = true;
  });
  try {
    const { result, written } = await withPatience(running, patienceMs, attempt);
    // The commit followed it at once: had it been refused, that commit has kept nothing.
    for (const entry of await written) if (entry.status === 'rejected') throw entry.reason;
    return result;
  } catch (error) {
    throw withoutParameters(error);
  }
}

// When its connection is lost the driver tells whoever waits, and would still say the end of this transaction, on a connection
// that may be another's by then. So a lost one has no end, and whatever it still asks is refused.
async function neverIf<T>(isLost: () => boolean, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } finally {
    if (isLost()) await new Promise(() => undefined);
  }
}

// Drizzle has whatever has no name read and planned anew, in two trips; a connection remembers by its text what has one.
function plannedOnce<Db extends PostgresJsDatabase | RawTx>(db: Db, stillWanted?: () => void): Db {
  const { session } = db._;
  const { prepareQuery } = session;
  const named = (...[query, fields, name = 'any', ...how]: Parameters<typeof prepareQuery>) => {
    stillWanted?.();
    // The driver cannot send it, and would lay that to whatever it sent before.
    if (query.params.includes(undefined)) throw new TypeError('A statement lacks a parameter');
    return prepareQuery.call(session, query, fields, name, ...how);
  };
  Object.assign(session, { prepareQuery: named });
  return db;
}

/**
 * Calls a function of PostgreSQL that is a transaction of its own, in a single trip: for what comes by the thousand. The login
 * may call it before it is anybody; it becomes who it acts for before it reads or writes anything, and records nothing.
 * Gives back its first row. Throws as `transactionAs` does.
 */
export async function callAlone(call: SQL): Promise<Record<string, unknown> | undefined> {
  const { db, patienceMs } = connected();
  try {
    const [row] = await withPatience(db.execute(call), patienceMs, { abandoned: false });
    return row;
  } catch (error) {
    throw withoutParameters(error);
  }
}

/** A single read by name for the gates before anyone is known: which service, which card, which session. */
export function asVisitor<T>(serviceId: string | null, work: (tx: Tx<Visitor>) => Promise<T>): Promise<T> {
  return transactionAs({ role: 'visitor', serviceId }, work);
}

function becoming(actor: Actor) {
  const victimId = 'victimId' in actor ? actor.victimId : '';
  const personId = 'personId' in actor ? actor.personId : '';
  const staffId = 'staffId' in actor ? actor.staffId : '';
  return sql`select set_config('role', ${actor.role}, true), set_config('app.service_id', ${actor.serviceId ?? ''}, true),
    set_config('app.victim_id', ${victimId}, true), set_config('app.person_id', ${personId}, true),
    set_config('app.staff_id', ${staffId}, true)`;
}

async function withPatience<T>(
  running: Promise<T>,
  patienceMs: number,
  attempt: { abandoned: boolean },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      attempt.abandoned = true;
      reject(new DatabaseUnavailableError('PostgreSQL did not answer in time'));
    }, patienceMs);
  });
  return Promise.race([running, outOfPatience]).finally(() => clearTimeout(timer));
}

const awayCodes = new Set(['57P01', '57P02', '57P03', '08006', '08003', '08001', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT',
  'ETIMEDOUT', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57014', '55P03', '25P03']); // biome-ignore format: a list of codes

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

// Drizzle writes a statement's parameters into its message, and they may be anyone's.
function withoutParameters(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  const code = codeOf(cause);
  if (code && awayCodes.has(code)) return new DatabaseUnavailableError(`PostgreSQL is away (${code})`);
  if (cause instanceof postgres.PostgresError)
    return new StatementRefusedError(cause.code, cause.constraint_name ?? null);
  return cause;
}

/**
 * Killed with a transaction in flight, PostgreSQL makes postgres.js throw outside any promise. The transaction itself is
 * rejected as usual, so exactly this one error is survived; whatever else is uncaught ends the process.
 */
export function surviveLostConnections(report: (error: unknown) => void): void {
  process.on('uncaughtException', (error) => {
    const [, first = ''] = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
    const driverFault = error instanceof TypeError && /^\s*at Immediate\.nextWrite\b/.test(first);
    report(error);
    if (!driverFault) process.exit(1);
  });
}

/** Refuses to run as a login that row-level security would not hold: a superuser, one that bypasses it, or an owner. */
export async function refuseMightyLogin(): Promise<void> {
  const [who] = await connected().client<{ mighty: boolean }[]>`
    select rolsuper or rolbypassrls or exists (select 1 from pg_class c where c.relowner = r.oid and c.relkind = 'r') as mighty
    from pg_roles r where rolname = session_user`;
  if (who?.mighty !== false)
    throw new Error('This login could read past row-level security; use the one made for this process');
}

/** Whether PostgreSQL answers at all, for /readyz. */
export async function databaseAnswers(): Promise<boolean> {
  return asVisitor(null, async (tx) => (await tx.execute(sql`select 1 as one`)).length === 1);
}
