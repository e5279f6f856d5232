import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, root, textOf } from '../support/source-tree.ts';

const plan = 'docs/house.md';
const foldersIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|build$|coverage$)/.test(entry.name))
    .filter((entry) => filesBelow(join(folder, entry.name)).length > 0)
    .map((entry) => (folder === '.' ? entry.name : `${folder}/${entry.name}`));

/** The folders the drawing names: what begins a line of its fenced block, indented lines below the last unindented one. */
function foldersDrawn(document: string): string[] {
  const drawing = document.match(/```[^\n]*\n([\s\S]*?)```/)?.[1];
  if (drawing === undefined) return [];
  let above = '';
  return drawing.split('\n').flatMap((line) => {
    const [, indent = '', name] = line.match(/^(\s*)((?:[\w-]+\/)+)(?=\s|$|<)/) ?? [];
    if (name === undefined) return [];
    if (indent === '') above = name;
    return [(indent === '' ? name : above + name).replace(/\/$/, '')];
  });
}

/** What the drawing forgets of the house, and what it draws that is not there. */
function differences(document: string, built: string[]): string[] {
  const drawn = foldersDrawn(document);
  const forgotten = built.filter((folder) => !drawn.includes(folder));
  const imagined = drawn.filter((folder) => !existsSync(join(root, folder)));
  return [
    ...forgotten.map((folder) => `${plan} does not name ${folder}/`),
    ...imagined.map((folder) => `${plan} names ${folder}/, which does not exist`),
  ];
}

describe('the drawing of the house', () => {
  test('names every room and every noun, and nothing that is not there', () => {
    expect(existsSync(join(root, plan)), `${plan} is missing`).toBe(true);
    expect(differences(textOf(plan), [...foldersIn('.'), ...foldersIn('casework')])).toEqual([]);
  });

  test('is found wrong when a room is forgotten, or imagined', () => {
    const drawing = '```\ntests/   what is tried\n  support/   what it stands on\n  cellar/   nobody\n```\n';
    expect(differences(drawing, ['tests', 'tests/support', 'bin'])).toEqual([
      `${plan} does not name bin/`,
      `${plan} names tests/cellar/, which does not exist`,
    ]);
    expect(differences('no drawing', ['tests'])).toHaveLength(1);
  });
});
