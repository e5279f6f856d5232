/** Who may stand before a page. `byEmail` came in by a code sent to an e-mail, which opens less. */
export const portalPeople = ['nobody', 'newcomer', 'settled', 'byEmail'] as const;
/** `newColleague` works for a service that has nobody to look after yet. */
export const deskPeople = ['nobody', 'worker', 'manager', 'auditor', 'newColleague'] as const;
export type Who = (typeof portalPeople)[number] | (typeof deskPeople)[number];

export type Fields = Record<string, string | string[]>;

/** One way a page can look: who sees it, when, at which address, and what they had just sent. */
export type State = {
  as: Who;
  when: string;
  /** With `{caseId}` and the like for what the people of the suite have; the route itself unless given. */
  path?: string;
  /** Posted from the page before it is looked at. */
  sent?: Fields;
  status: number;
};

/** A page with every state it is looked at in, or why there is nothing to look at. */
export type Entry = readonly State[] | { noPage: string };
export type Registry = Readonly<Record<string, Entry>>;

export const seen = (as: Who, when = 'as it is', path?: string): State => ({
  as,
  when,
  status: 200,
  ...(path && { path }),
});

/** What was sent is given back with what to do about it. */
export const refused = (as: Who, sent: Fields = {}, path?: string): State => ({
  ...seen(as, `sent back with ${Object.keys(sent).join(' and ') || 'nothing filled in'}`, path),
  sent,
  status: 422,
});

/** What is answered with the page itself and not with a redirect. */
export const answered = (as: Who, when: string, sent: Fields, path?: string): State => ({
  ...seen(as, when, path),
  sent,
});

export const missing = (as: Who, path: string, when = 'not there'): State => ({
  ...seen(as, when, path),
  status: 404,
});

/** More than a page takes. */
export const tooLong = (as: Who, path: string): State => ({
  ...seen(as, 'sent more than it takes', path),
  sent: { words: 'a'.repeat(70_000) },
  status: 413,
});
