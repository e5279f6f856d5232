import { insideHandles } from './handles.ts';
import { type Hit, meet } from './meeting.ts';
import type { Piece } from './pieces.ts';
import { standingFacts } from './place-words.ts';
import type { Leaks } from './rules.ts';
import { type Candidate, type Form, type ReadForm, scan } from './scan.ts';
import type { Script } from './scripts.ts';

/** A text as it is read, with every form in it that may be known, each once. */
export type Reading = { pieces: Piece[]; candidates: Candidate[]; forms: Form[] };
/** One key of something known: whose it is, and what it takes to be it. */
export type KnownKey = Pick<Hit, 'identifierId' | 'kind' | 'part' | 'slot' | 'slots' | 'theirs'> & {
  scheme: Form['scheme'];
  script: string;
};

/** What a form is known by where forms are told apart. */
export const formName = ({ scheme, text }: Form): string => `${scheme}|${text}`;

const facts: readonly Form[] = standingFacts.map((text) => ({ scheme: 'own', text }));

/** Reads a text: nothing is compared here and nothing asked of a database. */
export function readingOf(words: string): Reading {
  const { pieces, candidates } = scan(words);
  const all = [...candidates, ...insideHandles(words, pieces)];
  const forms = new Map(
    [...facts, ...all.flatMap((candidate) => candidate.forms)].map(({ scheme, text }) => [
      formName({ scheme, text }),
      { scheme, text },
    ]),
  );
  return { pieces, candidates: all, forms: [...forms.values()] };
}

const nowhere = { first: -1, last: -1, script: 'none', everyday: false } as const;

const hitOf = (
  { script: _script, scheme, ...known }: KnownKey,
  { everyday, ...where }: { everyday: boolean; first: number; last: number; script: Script },
  form: ReadForm,
): Hit => ({
  ...known,
  ...where,
  everyday: (everyday || form.everyday === true) && scheme !== 'own',
  heard: scheme === 'sound',
  plural: form.plural === true,
});

/** What of a text names somebody, by the keys that are known of each of its forms. */
export function leaksFrom(
  { pieces, candidates }: Reading,
  knownFor: (form: Form) => readonly KnownKey[],
): Leaks {
  const hits = candidates.flatMap(({ forms, ...candidate }) =>
    forms.flatMap((form) =>
      knownFor(form)
        .filter(({ scheme, script }) => scheme !== 'sound' || script !== candidate.script)
        .map((known) => hitOf(known, candidate, form)),
    ),
  );
  const standing = facts.flatMap((form) =>
    knownFor(form).map((known) => ({ ...hitOf(known, nowhere, form), fact: form.text })),
  );
  return meet(pieces, [...hits, ...standing]);
}
