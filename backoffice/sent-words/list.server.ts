import { policyInPence } from '#casework/service/policy.server.ts';
import { wordsRule } from '#casework/template/policy.server.ts';
import { type Words, wordsOf } from '#casework/template/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { languages } from '#locales/languages.ts';
import { dayIn } from '../moments.server.ts';

/** Written on the server, so that a browser's own way of writing numbers changes nothing. */
export const penceIn = (pence: number): string =>
  new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2, numberingSystem: 'latn' }).format(pence);

// Six digits are never held, and the card by itself is printed and handed over: it is no message.
const neverHeld: readonly string[] = ['sign_in_code', 'verify_code', 'invitation.card'];

/** What a service asks of words before they leave, and what would be held by it today. */
export async function ruleShown(tx: Tx<StaffActor>, words: readonly Words[]) {
  const { approvedOnly, changes } = await wordsRule(tx);
  const missing = words.filter(
    ({ state, template }) => state !== 'approved' && !neverHeld.includes(template),
  ).length;
  return { approvedOnly, missing, from: changes?.approvedOnly ? dayIn(changes.at) : null };
}
export type RuleShown = Awaited<ReturnType<typeof ruleShown>>;

function partsOf(words: readonly Words[]): string | null {
  const parts = words.flatMap(({ segments }) => segments?.segments ?? []);
  if (parts.length === 0) return null;
  const [least, most] = [Math.min(...parts), Math.max(...parts)];
  return least === most ? `${least}` : `${least}–${most}`;
}

const count = (words: readonly Words[], is: (one: Words) => boolean) => words.filter(is).length;
const isApproved = ({ state }: Words) => state === 'approved';

/** Every template and every language with how far their words have come. */
export async function sentWordsShown(tx: Tx<StaffActor>) {
  const words = await wordsOf(tx, {});
  const price = await policyInPence(tx, 'text_part_pence');
  const byTemplate = Map.groupBy(words, ({ template }) => template);
  return {
    rule: await ruleShown(tx, words),
    price: price === null ? null : penceIn(price),
    languages: languages.map((code) => {
      const said = words.filter(({ language }) => language === code);
      return {
        ...{ code, all: said.length },
        checked: count(said, ({ review }) => review !== 'machine'),
        approved: count(said, isApproved),
        waiting: count(said, ({ state }) => state === 'asked'),
      };
    }),
    templates: Array.from(byTemplate, ([template, said]) => ({
      template,
      channels: [...new Set(said.map(({ channel }) => channel))],
      ...{ parts: partsOf(said), all: said.length, approved: count(said, isApproved) },
      faults: count(said, ({ faults }) => faults.length > 0),
    })),
  };
}
