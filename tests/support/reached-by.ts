import { addContactPoint, confirmContactPoint } from '#casework/contact-point/store.server.ts';
import { changeContactPreference } from '#casework/contact-preference/store.server.ts';
import type { SafeWindow } from '#casework/safe-window/rules.ts';
import { changeSafeWindows } from '#casework/safe-window/store.server.ts';
import type { NewPerson } from '#casework/victim/form.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { answer, type SomeonesCase, someone } from './people.ts';
import { withWords } from './someone.ts';

/** Safe at every hour of the week, so that a test may run at any. */
export const everyHour: SafeWindow[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  ...{ weekday, opens: '00:00', closes: '24:00' },
}));

export type Reach = { mobile?: string; email: string; windows?: SafeWindow[] };

/** Someone who said yes to updates and to each way there is to reach them, at the hours that are safe. */
export async function someoneReachedBy(
  worker: StaffActor,
  said: Partial<NewPerson>,
  { mobile, email, windows = everyHour }: Reach,
): Promise<SomeonesCase> {
  const person = await someone(worker, said);
  const { victimId, me } = person;
  await transactionAs(worker, async (tx) => {
    const points = [{ kind: 'email' as const, value: email }];
    const all = mobile ? [...points, { kind: 'mobile' as const, value: mobile }] : points;
    for (const point of all) {
      const flags = { source: 'the_person', shared: false, watched: false } as const;
      const { id } = await addContactPoint(tx, victimId, { ...point, ...flags });
      await confirmContactPoint(tx, victimId, id);
    }
  });
  await answer(person, ['contact//', 'updates/decision/', 'updates/progress/', 'updates/finished/']);
  await transactionAs(me, async (tx) => {
    const channels: ('text' | 'email')[] = mobile ? ['text', 'email'] : ['email'];
    await changeContactPreference(tx, victimId, { channels }, withWords);
    await changeSafeWindows(tx, victimId, windows);
  });
  return person;
}
