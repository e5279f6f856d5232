import { and, eq, lt, sql } from 'drizzle-orm';
import { type staff, staffCredential } from '#db/schema/staff.ts';
import { sealerOfService, staffEmailIndex } from '#db/sealing.server.ts';
import { verifySecret } from '#db/secret.server.ts';
import {
  asVisitor,
  type DeskActor,
  type StaffActor,
  type StaffActorRole,
  transactionAs,
} from '#db/transaction.server.ts';
import { stepOfCode } from '../authenticator/one-time-code.ts';
import { answerSteadily } from '../invitation/steady-answer.server.ts';
import type { StaffSignIn } from './form.server.ts';

type StaffRole = typeof staff.$inferSelect.role;

/** Which of the database's actors each role is; what it may do beyond that is each page's own policy. */
export const actorRoles = {
  worker: 'staff',
  manager: 'manager',
  lead: 'manager',
  admin: 'reporter',
  content_editor: 'reporter',
  analyst: 'reporter',
  auditor: 'auditor',
  data_protection_officer: 'auditor',
} satisfies Record<StaffRole, StaffActorRole>;

type Candidate = {
  service_id: string;
  staff_id: string;
  role: StaffRole;
  password_hash: string;
  sealed_totp: Buffer;
  last_totp_step: string;
};

/** Who signed in: an actor as it stands, with the role they hold in the service. */
export type SignedIn = DeskActor & { staffRole: StaffRole };

/**
 * Signs a member of staff in by e-mail, password and a code that works once. Null for everything else, with the same
 * work and after the same time whether or not anyone has that e-mail. A wrong code with the right password slows the
 * next try, up to a minute, in which even the right code is refused.
 */
export function staffSigningIn(typed: StaffSignIn): Promise<SignedIn | null> {
  return answerSteadily(signingIn(typed));
}

// Nobody's second factor, so that a code is worked out for nobody too.
const nobodysSecret = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

async function signingIn({ email, password, code }: StaffSignIn): Promise<SignedIn | null> {
  const index = staffEmailIndex(email);
  const [someone] = await asVisitor(null, (tx) =>
    tx.execute<Candidate>(sql`select * from staff_signing_in(${index})`),
  );
  const passwordRight = await verifySecret(password, someone?.password_hash ?? null);
  const step = stepOfCode(secretOf(someone), code, Number(someone?.last_totp_step ?? -1));
  const taken = await takeTry(index, passwordRight);
  if (!someone) return null;
  const actor = { role: actorRoles[someone.role], serviceId: someone.service_id, staffId: someone.staff_id };
  const used = taken && step !== null && (await spendStep(actor, step));
  if (used) return { ...actor, staffRole: someone.role };
  await transactionAs({ role: 'visitor', serviceId: someone.service_id }, async (tx) =>
    tx.record({ action: 'staff.sign_in_refused', subjectId: someone.staff_id }),
  );
  return null;
}

// Taken before the code counts: of many guesses sent at once, only the first is answered.
async function takeTry(index: Buffer, passwordRight: boolean): Promise<boolean> {
  const [row] = await asVisitor(null, (tx) =>
    tx.execute<{ tries: number | null }>(sql`select take_staff_try(${index}, ${passwordRight}) as tries`),
  );
  return typeof row?.tries === 'number';
}

function secretOf(someone: Candidate | undefined): string {
  if (!someone) return nobodysSecret;
  const place = { table: 'staff_credential', column: 'sealed_totp', row: someone.staff_id };
  return sealerOfService(someone.service_id).open(place, someone.sealed_totp);
}

// Two who type the same code at once both read the old step; only one of them can move it.
async function spendStep(actor: StaffActor, step: number): Promise<boolean> {
  return transactionAs(actor, async (tx) => {
    const moved = await tx
      .update(staffCredential)
      .set({ lastTotpStep: step, wrongCodes: 0, slowUntil: null })
      .where(
        and(
          eq(staffCredential.serviceId, actor.serviceId),
          eq(staffCredential.staffId, actor.staffId),
          lt(staffCredential.lastTotpStep, step),
        ),
      )
      .returning({ id: staffCredential.staffId });
    if (moved.length > 0) tx.record({ action: 'staff.signed_in', subjectId: actor.staffId });
    return moved.length > 0;
  });
}
