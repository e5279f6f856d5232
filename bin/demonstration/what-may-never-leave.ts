import { knowIdentifier } from '#casework/leak/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

type Known = Parameters<typeof knowIdentifier>[2];

// By the reference another system has for the child. None of these is anyone's name here.
const known: Readonly<Record<string, readonly Known[]>> = {
  'YJ-20417': [
    { kind: 'child_name', words: 'Kayden Walsh' },
    { kind: 'child_nickname', words: 'KJ' },
    { kind: 'school', words: 'Oakfield High School' },
    { kind: 'address', words: '14 Elm Road, Rivermead, RM1 2AB' },
  ],
  'YJ-20388': [
    { kind: 'child_name', words: 'Grace Obi' },
    { kind: 'child_nickname', words: 'May', ambiguous: true },
  ],
  'YJ-20401': [
    { kind: 'child_name', words: 'Кирилл Савченко' },
    { kind: 'school', words: 'Hillcrest Academy' },
  ],
  'YJ-20409': [{ kind: 'child_name', words: 'Mateusz Wrona' }],
  'YJ-20415': [{ kind: 'child_name', words: 'بلال حسين' }],
  'YJ-20410': [{ kind: 'child_name', words: 'Tyrell Adeyemi' }],
  'HW-0871': [
    { kind: 'child_name', words: 'Gethin Prosser' },
    { kind: 'school', words: 'Ysgol Gyfun Glantaf' },
  ],
  'HW-0880': [{ kind: 'child_name', words: 'Jordan Pike' }],
};

/** Makes known what words about an incident may never say, as a worker does on the page of it. */
export async function makeKnown(
  tx: Tx<StaffActor>,
  incidentId: string,
  references: readonly string[],
): Promise<void> {
  for (const entered of references.flatMap((reference) => known[reference] ?? []))
    await knowIdentifier(tx, incidentId, entered);
}
