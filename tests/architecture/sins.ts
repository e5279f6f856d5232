import { basename } from 'node:path';
import { isTest, type SourceFile } from '../support/source-tree.ts';
import { codeOf } from './measures.ts';

type Sin = {
  name: string;
  pattern: RegExp;
  /** Comments are read too, not only code. */
  comments?: true;
  allowedInTests?: true;
  /** Files where it may stand, each with its reason. */
  pardons?: Record<string, string>;
};

const sins: Sin[] = [
  { name: 'a note left for later', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/, comments: true },
  {
    name: 'a test that does not run',
    pattern: /\b(?:test|it|describe)\.(?:skip|only|todo|skipIf|fails)\b|\b(?:xit|xdescribe|fdescribe)\(/,
  },
  { name: 'a mock of our own code', pattern: /\b(?:vi|jest)\.(?:mock|doMock|hoisted)\(/ },
  { name: 'any instead of a type', pattern: /(?::|\bas|<|\|)\s*any\b/ },
  { name: 'a silenced compiler', pattern: /@ts-(?:ignore|nocheck|expect-error)/, comments: true },
  { name: 'raw HTML in a page', pattern: /dangerouslySetInnerHTML/ },
  {
    name: 'a swallowed error',
    pattern: /\.catch\(\s*\(\)\s*=>\s*(?:\{\s*\}|undefined|null)\s*\)|\bcatch\s*(?:\(\w*\)\s*)?\{\s*\}/,
  },
  { name: 'a banner', pattern: /^\s*\/[/*]\s*[-=*#~]{3,}/m, comments: true },
  {
    name: 'a history in a comment',
    pattern: /\/[/*].*\b(?:legacy|deprecated|v2|was previously|used to be)\b/i,
    comments: true,
  },
  {
    name: 'SQL made of text',
    pattern: /\b(?:raw|unsafe)\(/,
    allowedInTests: true,
    pardons: {
      'bin/bench/house.ts':
        'as the superuser of a cluster that lasts for one measurement: a statement the database itself has quoted',
      'bin/database.ts':
        'as the superuser of the embedded cluster: a statement the database itself has quoted',
      'db/migrate.ts': 'as the owner: the role script, and passwords the database itself has quoted',
    },
  },
];

/** The sins a source shows, one sentence each. */
export const sinsOf = ({ path, text }: SourceFile): string[] =>
  sins
    .filter((sin) => sin.pattern.test(sin.comments ? text : codeOf(text)))
    .filter((sin) => !(sin.allowedInTests && isTest(path)) && !sin.pardons?.[path])
    .map((sin) => `${path} has ${sin.name}`);

/** Pardons for files that are gone, which would wait for the next one of that name. */
export const stalePardons = (paths: string[]): string[] =>
  sins.flatMap((sin) => Object.keys(sin.pardons ?? {})).filter((path) => !paths.includes(path));

const drawers = new Set(
  'lib utils util helpers helper services common types hooks constants shared misc index managers'.split(' '),
);

/** Whether a path keeps things in a drawer instead of under the noun they belong to. */
export const isDrawer = (path: string): boolean =>
  [...path.split('/').slice(0, -1), basename(path).replace(/\..*$/, '')].some((part) => drawers.has(part));

export const isKebab = (path: string): boolean =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)+$/.test(basename(path));
