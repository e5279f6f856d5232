import { data, type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { contactPointForm } from '#casework/contact-point/form.server.ts';
import { addContactPoint, contactPointsOf, endContactPoint } from '#casework/contact-point/store.server.ts';
import { askToVerify } from '#casework/contact-point/verification.server.ts';
import { NotThereError } from '#casework/refusals.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { mayChangeContact } from './contact-lock.server.ts';
import { keptFor } from './kept.server.ts';
import { canBeChecked } from './point-state.ts';
import { browserOf } from './sign-in.server.ts';
import { stoppedQuery } from './what-stopped.ts';
import { meIn } from './who.server.ts';

type Kind = 'mobile' | 'email';
type Asked = { request: Request; context: Readonly<RouterContextProvider> };

/** The numbers, or the addresses, that someone has. */
export async function ownPoints({ request, context }: Asked, kind: Kind) {
  mayChangeContact(context);
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    kept: await keptFor(tx, request),
    points: (await contactPointsOf(tx, me.victimId)).filter((point) => point.kind === kind),
  }));
}

/** Adds one and sends its code; one that was there and never checked is sent its code again. */
export async function addOwnPoint({ request, context }: Asked, kind: Kind) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, contactPointForm);
  if (!read.ok) return read.again;
  if (read.value.kind !== kind) throw data(null, { status: 404 });
  const { token, headers } = browserOf(request);
  const outcome = await transactionAs(me, async (tx) => {
    const added = await addContactPoint(tx, me.victimId, { ...read.value, source: 'the_person' });
    const point = (await contactPointsOf(tx, me.victimId)).find(({ id }) => id === added.id);
    return point?.verified && !canBeChecked(point) ? 'taken' : askToVerify(tx, me.victimId, added.id, token);
  });
  if (outcome === 'sent') return redirect('/contact/code', { status: 303, headers });
  return read.again([{ field: 'value', problem: `portal:reach.code.${outcome}` }]);
}

const oneForm = z.object({ intent: z.enum(['check', 'end']), point: z.uuid() });

/** Sends one that is there its code again, or ends its use. */
export async function changeOwnPoint({ request, context }: Asked) {
  mayChangeContact(context);
  const me = meIn(context);
  const asked = oneForm.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) throw data(null, { status: 404 });
  const { intent, point } = asked.data;
  if (intent === 'end') {
    const stopped = await transactionAs(me, (tx) => endContactPoint(tx, me.victimId, point)).catch(
      asNotFound,
    );
    return redirect(`/choices/done?${stoppedQuery(stopped)}`, 303);
  }
  const { token, headers } = browserOf(request);
  const sent = await transactionAs(me, (tx) => askToVerify(tx, me.victimId, point, token)).catch(asNotFound);
  return redirect(`/contact/code?asked=${sent}`, { status: 303, headers });
}

function asNotFound(error: unknown): never {
  if (error instanceof NotThereError) throw data(null, { status: 404 });
  throw error;
}
