import type { ProviderState } from '../message/rules.ts';
import { enhancedStatusIn, saysNoSuchAddress } from './rules.ts';

export const actions = ['delivered', 'relayed', 'expanded', 'delayed', 'failed'] as const;
export type Action = (typeof actions)[number];

/** What a mail server says became of a message. `code` is its status, such as 5.1.1, where it gives one; `of` what it is about. */
export type Report = {
  action: Action;
  code: string | null;
  state: ProviderState | null;
  of: 'address' | 'other';
};

const isAction = (word: string): word is Action => actions.some((one) => one === word);

// Handing on to a server that reports nothing, or trying for longer, is neither arrival nor failure.
const states = {
  delivered: 'delivered',
  relayed: null,
  expanded: null,
  delayed: null,
  failed: 'undelivered',
} satisfies Record<Action, ProviderState | null>;

function reportOf(action: Action, code: string | null): Report {
  const of = action === 'failed' && code && saysNoSuchAddress(code) ? 'address' : 'other';
  return { action, code, state: states[action], of };
}

/** What a field of a part says, empty where it is not there. */
type Fields = (name: string) => string;

function fieldsOf(block: string): Fields {
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const fields = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      return name !== undefined && value !== undefined ? [[name.toLowerCase(), value.trim()] as const] : [];
    }),
  );
  return (name) => fields.get(name) ?? '';
}

// Some servers write a status that says nothing and the one that does in the words they were told.
function statusOf(field: Fields): string | null {
  const said = enhancedStatusIn(field('status'));
  if (said && !/\.0\.0$/.test(said)) return said;
  const words = field('diagnostic-code');
  return enhancedStatusIn(words) ?? statusOfFigures(words) ?? said;
}

const meant: Readonly<Record<string, string>> = {
  550: '5.1.1',
  551: '5.1.6',
  552: '5.2.2',
  553: '5.1.3',
  554: '5.0.0',
};

// The figures of long ago, where a server gave no other.
function statusOfFigures(words: string): string | null {
  const [figures] = /(?<![\d.])[45][0-5]\d(?![\d.])/.exec(words) ?? [];
  if (!figures) return null;
  return meant[figures] ?? `${figures.slice(0, 1)}.0.0`;
}

const worst: readonly Action[] = ['failed', 'delivered', 'relayed', 'expanded', 'delayed'];

/**
 * What the part of a delivery report that is for machines says (RFC 3464, and RFC 6533 with its addresses in UTF-8); null
 * where it says nothing of any recipient. Of several recipients, who can only be places ours was passed on to, the worst.
 */
export function reportIn(part: string): Report | null {
  const blocks = part.split(/(?:\r?\n[ \t]*){2,}/).map(fieldsOf);
  const reports = blocks.flatMap((field) => {
    const [action = ''] = field('action')
      .toLowerCase()
      .split(/[\s;(]/);
    return isAction(action) ? [reportOf(action, statusOf(field))] : [];
  });
  const rank = ({ action, of }: Report) => worst.indexOf(action) - (of === 'address' ? 1 : 0);
  return reports.toSorted((one, other) => rank(one) - rank(other))[0] ?? null;
}

const failure =
  /undeliver(ed|able)|not (be )?(delivered|reach)|could not deliver|unable to deliver|delivery (has |to .{0,200} )?fail|failure notice|wasn't able to deliver|permanent(ly)? (fatal )?(error|fail)/i;
const delay = /\bdelayed\b|not (yet )?been delivered|will (be|keep) (re)?try|still (re)?trying/i;

/**
 * What a delivery report without a part for machines says, as qmail, Exim and some large providers write them; null where
 * it cannot be told, for somebody to read.
 */
export function reportInWords(subject: string, text: string): Report | null {
  const said = `${subject}\n${text.slice(0, 20_000)}`;
  const status = enhancedStatusIn(text) ?? statusOfFigures(text);
  if (delay.test(subject) || (delay.test(said) && !status?.startsWith('5')))
    return reportOf('delayed', status);
  if (status?.startsWith('5') || failure.test(said)) return reportOf('failed', status);
  return null;
}
