import { sql } from 'drizzle-orm';
import { asVisitor, type Tx, type Visitor } from '#db/transaction.server.ts';

/** What a page may say of the service it speaks for. */
export type ServiceHere = {
  id: string;
  name: string;
  discreetName: string;
  phone: string;
  email: string;
  textsFrom: string;
  opens: string;
  closes: string;
  /** What becomes of choices and safety questions in words nobody has checked: shown with a notice, or not at all. */
  unreviewedText: 'show' | 'refuse';
};

const lastSeen = new Map<string, ServiceHere>();

/** The service of a session, or else of the host name; null on a host nobody set up. */
export async function serviceHere(
  tx: Tx<Visitor>,
  serviceId: string | null,
  host: string,
): Promise<ServiceHere | null> {
  const [service] = await tx.execute<ServiceHere>(sql`
    select id, name, discreet_name as "discreetName", phone, email, texts_from as "textsFrom", opens, closes,
      unreviewed_text as "unreviewedText"
    from service_here(${serviceId}, ${host})`);
  if (!service) return null;
  // Only what the host itself says: somebody's session says nothing of the host for whoever comes after them.
  if (!serviceId && (lastSeen.has(host) || lastSeen.size < 1000)) lastSeen.set(host, service);
  return service;
}

/** What was last known of a host, without asking: only for the pages that must work while the database is away. */
export function serviceLastSeenAt(host: string): ServiceHere | null {
  return lastSeen.get(host) ?? null;
}

/** Every service, for a host that belongs to none. */
export async function everyServiceId(): Promise<string[]> {
  return asVisitor(null, async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`select every_service_id() as id`);
    return rows.map(({ id }) => id);
  });
}
