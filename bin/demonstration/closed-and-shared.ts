import type { NewProxy } from '#casework/proxy/form.server.ts';
import { addProxy } from '#casework/proxy/store.server.ts';
import { restrictCase } from '#casework/restriction/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { Step } from './person.ts';
import type { StaffName } from './staff.ts';

/** Someone speaks for them, and the worker has seen why they may. */
export const spokenForBy = (standIn: NewProxy): Step => ({
  door: 'office',
  play: async ({ worker, victimId }) => {
    await transactionAs(worker, (tx) => addProxy(tx, victimId, standIn));
  },
});

/** A manager closed the case to everyone but themselves, its worker and these colleagues. */
export const onlyOpenTo = (manager: StaffName, ...others: StaffName[]): Step => ({
  door: 'office',
  play: ({ colleagues, victimId }) =>
    transactionAs(colleagues[manager].actor, (tx) =>
      restrictCase(
        tx,
        victimId,
        others.map((name) => colleagues[name].actor.staffId),
      ),
    ),
});
