import { eq, sql } from 'drizzle-orm';
import { service } from '#db/schema/service.ts';
import { asVisitor } from '#db/transaction.server.ts';

export type ServiceHere = Omit<typeof service.$inferSelect, 'version'>;

const keptForMs = 30_000;
const byHost = new Map<string, { service: ServiceHere | null; until: number }>();

/** A service by its id. */
export async function serviceById(id: string): Promise<ServiceHere | null> {
  return asVisitor(id, async (tx) => {
    const [found] = await tx.select().from(service).where(eq(service.id, id));
    return found ?? null;
  });
}

/** The service of a host name, kept for half a minute; null on a host nobody set up. */
export async function serviceOfHost(host: string): Promise<ServiceHere | null> {
  const kept = byHost.get(host);
  if (kept && kept.until > Date.now()) return kept.service;
  const id = await asVisitor(null, async (tx) => {
    const [row] = await tx.execute<{ id: string | null }>(sql`select service_of_host(${host}) as id`);
    return row?.id ?? null;
  });
  const found = id ? await serviceById(id) : null;
  if (byHost.size > 1000) byHost.clear();
  byHost.set(host, { service: found, until: Date.now() + keptForMs });
  return found;
}

/** What is kept of a host without asking the database: for the pages that must work while it is away. */
export function serviceLastSeenAt(host: string): ServiceHere | null {
  return byHost.get(host)?.service ?? null;
}

/** Every service, for a host that belongs to none. */
export async function everyServiceId(): Promise<string[]> {
  return asVisitor(null, async (tx) =>
    (await tx.execute<{ id: string }>(sql`select every_service_id() as id`)).map((row) => row.id),
  );
}
