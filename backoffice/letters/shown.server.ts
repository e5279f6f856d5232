import type { LetterShown, RunLetter } from '#casework/print-run/letter-shown.server.ts';
import { printingsOf } from '#casework/print-run/printings.server.ts';
import { type RunShown, runOf } from '#casework/print-run/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

/** A letter as a list shows it. */
export const letterLine = ({ since, victimId: _, ...letter }: LetterShown) => ({
  ...letter,
  since: momentOf(since),
});

const standing = { yes: 'open', no: 'not_printed', in_other_words: 'print_again' } as const;

function becameOf({ returnedOn, outcome, stops, printed }: RunLetter) {
  if (returnedOn) return 'returned' as const;
  return outcome ?? (stops ? ('take_out' as const) : standing[printed]);
}

const memberLine = (letter: RunLetter) => ({
  ...letterLine(letter),
  ...{ number: letter.number, reference: letter.reference, outcome: becameOf(letter) },
  ...{ printed: letter.printed, mayGo: letter.outcome === null && letter.stops === null },
  returned: letter.returnedOn && dayOf(letter.returnedOn).text,
});
export type MemberLine = ReturnType<typeof memberLine>;

/** A run as a list shows it. */
export const runLine = ({ runId, letters, state, madeAt, postedOn }: RunShown) => ({
  ...{ runId, letters, state },
  made: momentOf(madeAt),
  posted: postedOn && dayOf(postedOn).text,
});

/** A run with its letters as they stand, and each time it was printed. */
export async function runShown(tx: Tx<StaffActor>, runId: string) {
  const { members, notForMe, ...run } = orNotThere(await runOf(tx, runId));
  const printings = await printingsOf(tx, runId);
  const lines = members.map(memberLine);
  return {
    ...runLine(run),
    ...{ notForMe, members: lines },
    takeOut: lines.filter(({ outcome }) => outcome === 'take_out'),
    toPrint: lines.filter(({ mayGo }) => mayGo).length,
    notPrinted: lines.filter(({ mayGo, printed }) => mayGo && printed !== 'yes'),
    printings: printings.map(({ letters, by, at }) => ({ letters, by, at: momentOf(at) })),
  };
}
export type PileShown = Awaited<ReturnType<typeof runShown>>;
