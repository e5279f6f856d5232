import { policyInPence } from '#casework/service/policy.server.ts';
import { workerName } from '#casework/staff/store.server.ts';
import { examplesOf } from '#casework/template/examples.server.ts';
import { nameOf } from '#casework/template/form.server.ts';
import { answersOpenTo, costOf } from '#casework/template/rules.ts';
import { type Words, type WordsRequest, wordsOf } from '#casework/template/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type Language, languages } from '#locales/languages.ts';
import { dayIn } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { penceIn, ruleShown } from './list.server.ts';

type Names = Map<string, string>;

async function namesIn(tx: Tx<StaffActor>, words: readonly Words[]): Promise<Names> {
  const ids = words
    .flatMap(({ requests }) => requests)
    .flatMap(({ askedBy, answeredBy, takenBackBy }) => [askedBy, answeredBy, takenBackBy])
    .filter((id) => id !== null);
  const names: Names = new Map();
  for (const id of new Set(ids)) names.set(id, await workerName(tx, id));
  return names;
}

const historyWords = {
  approved: 'sentWords.answeredApproved',
  refused: 'sentWords.answeredRefused',
  withdrawn: null,
} as const;

/** What happened to one question about words, in the order in which it did. */
function historyOf(request: WordsRequest, names: Names) {
  const { askedBy, askedAt, answer, answeredBy, answeredAt, takenBackBy, takenBackAt } = request;
  const said = answer && historyWords[answer];
  const line = <K extends string>(what: K, by: string | null, at: Date | null) =>
    by && at ? [{ what, name: names.get(by), at: dayIn(at) }] : [];
  return [
    ...line('sentWords.asked' as const, askedBy, askedAt),
    ...(said ? line(said, answeredBy, answeredAt) : []),
    ...line('sentWords.takenBack' as const, takenBackBy, takenBackAt),
  ];
}

const phones = [
  { shape: 'small', shows: 'watch' },
  { shape: 'wide', shows: 'banner' },
  { shape: 'tall', shows: 'full' },
] as const;

// A line of characters that have no short form at all says less than that there are many.
const fewEnough = 6;

function sizeOf({ segments, beyondGsm }: Words, pence: number | null) {
  if (!segments) return null;
  const cost = costOf(segments.segments, pence);
  return {
    ...segments,
    beyond: beyondGsm.length > fewEnough ? ('many' as const) : beyondGsm.join(' '),
    cost: cost === null ? null : penceIn(cost),
  };
}

/** Some words with everything a page says of them, and what this member of staff may do about them. */
export function shownOf(me: StaffActor, words: Words, names: Names, pence: number | null) {
  const { template, channel, language, direction, requests, lockScreen, subject, text } = words;
  const whole = channel === 'email' ? [subject, text].join('\n') : text;
  const waiting = requests.find(({ answer }) => answer === null);
  const approved = requests.find(({ answer, takenBackAt }) => answer === 'approved' && takenBackAt === null);
  const isManager = me.role === 'manager';
  return {
    ...{ template, channel, language, direction, subject, text, key: nameOf(words) },
    ...{ version: words.version, review: words.review, state: words.state },
    ...{ from: words.from, preheader: words.preheader, faults: words.faults },
    size: sizeOf(words, pence),
    phones: phones.map(({ shape, shows }) => ({
      shape,
      shown: lockScreen[shows],
      cut: lockScreen[shows].length < whole.length,
    })),
    history: requests.flatMap((request) => historyOf(request, names)).reverse(),
    mayAsk: words.state !== 'approved' && words.state !== 'asked',
    waiting: waiting && {
      requestId: waiting.requestId,
      answers: answersOpenTo({ staffId: me.staffId, isManager }, waiting),
    },
    toTakeBack: isManager && approved ? approved.requestId : null,
  };
}
export type WordsShown = ReturnType<typeof shownOf>;

/** One template: in every language at a glance, and whole in one of them. Not there where nothing is called that. */
export async function templateShown(
  tx: Tx<StaffActor>,
  asked: { template: string | undefined; language: string | null },
) {
  const all = await wordsOf(tx, {});
  const words = all.filter(({ template }) => template === asked.template);
  const { template } = orNotThere(words[0]);
  const language: Language = languages.find((one) => one === asked.language) ?? 'en';
  const names = await namesIn(tx, words);
  const pence = await policyInPence(tx, 'text_part_pence');
  const shown = words.map((one) => shownOf(tx.actor, one, names, pence));
  return {
    ...{ template, language },
    rule: await ruleShown(tx, words),
    languages,
    glance: shown.filter(({ channel }) => channel === shown[0]?.channel),
    chosen: shown.filter((one) => one.language === language),
    examples: (await examplesOf(tx)).map(({ askedAt, ...one }) => ({ ...one, at: dayIn(askedAt) })),
  };
}
export type TemplateShown = Awaited<ReturnType<typeof templateShown>>;

/** Everything that is said in one language. Not there where nobody speaks it here. */
export async function languageShown(tx: Tx<StaffActor>, asked: string | undefined) {
  const language = orNotThere(languages.find((one) => one === asked));
  const words = await wordsOf(tx, { language });
  const names = await namesIn(tx, words);
  const shown = words.map((one) => shownOf(tx.actor, one, names, null));
  return {
    ...{ language, words: shown },
    toAsk: shown.filter(({ mayAsk }) => mayAsk),
    toAnswer: shown.filter(({ waiting }) => waiting?.answers.includes('approved')),
  };
}
