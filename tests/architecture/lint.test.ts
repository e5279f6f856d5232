import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/source-tree.ts';

const long = (lines: number) =>
  `export function Long() {\n${'  run();\n'.repeat(lines)}}\ndeclare function run(): void;\n`;
const component = (lines: number) => long(lines).replace('export', 'export default');

const planted = [
  ['casework/page.ts', 'noDefaultExport', 'export default function planted() {}\n'],
  ['casework/loose.ts', 'noExplicitAny', 'export const planted = (it: any) => it;\n'],
  [
    'casework/adrift.ts',
    'noFloatingPromises',
    'async function save() {}\nexport function go() {\n  save();\n}\n',
  ],
  ['casework/barrel.ts', 'noBarrelFile', "export { planted } from './loose.ts';\n"],
  ['casework/barrels.ts', 'noReExportAll', "export * from './loose.ts';\n"],
  ['casework/unused.ts', 'noUnusedImports', "import { planted } from './loose.ts';\n"],
  ['casework/one.ts', 'noImportCycles', "import { two } from './two.ts';\nexport const one = () => two;\n"],
  ['casework/two.ts', 'noImportCycles', "import { one } from './one.ts';\nexport const two = () => one;\n"],
  ['casework/long.ts', 'noExcessiveLinesPerFunction', long(60)],
  ['casework/enum.ts', 'noEnum', 'export enum Planted {\n  It = 1,\n}\n'],
  ['casework/sure.ts', 'noNonNullAssertion', 'export const sure = (it?: string) => it!;\n'],
  [
    'casework/skipped.test.ts',
    'noSkippedTests',
    "import { test } from 'vitest';\n\ntest.skip('it', () => {});\n",
  ],
  ['casework/plantedThing.ts', 'useFilenamingConvention', 'export const it = 1;\n'],
  ['accessibility/picture.tsx', 'useAltText', 'export const Picture = () => <img src="/a.png" />;\n'],
  ['portal/routes/long.tsx', 'noExcessiveLinesPerFunction', component(110)],
] as const;
const allowed = [
  ['portal/routes/page.tsx', component(60)],
  ['portal/vite.config.ts', 'export default {};\n'],
] as const;

let broken: Set<string>;
const house = mkdtempSync(join(tmpdir(), 'heard-lint-'));

beforeAll(() => {
  for (const name of ['biome.json', '.gitignore', 'package.json'])
    cpSync(join(root, name), join(house, name));
  for (const [path, text] of [...planted.map(([path, , text]) => [path, text] as const), ...allowed]) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=200', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  const found = stdout.matchAll(/^::error title=lint\/\w+\/(\w+),file=([^,]+)/gm);
  broken = new Set(
    Array.from(found, ([, rule, file = '']) => `${rule} ${file.replace(/^.*?heard-lint-\w+\//, '')}`),
  );
});
afterAll(() => rmSync(house, { recursive: true }));

describe('the linter', () => {
  test.each(planted)('stops in %s what %s is about', (path, rule) => {
    expect([...broken]).toContain(`${rule} ${path}`);
  });

  test.each(allowed)('leaves %s alone', (path) => {
    expect([...broken].filter((fault) => fault.endsWith(path))).toEqual([]);
  });
});
