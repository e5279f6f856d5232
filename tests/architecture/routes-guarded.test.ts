import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, isTest, root, type SourceFile, textOf } from '../support/source-tree.ts';

const sites = ['portal', 'backoffice'];

/** What is wrong with a route: who may open it is not said, or the site map does not lead to it. */
function faultsOf({ path, text }: SourceFile, siteMap: string): string[] {
  const [, handle] = text.match(/^export const handle\b([\s\S]*?)(?:^\S*[})\]]|;$)/m) ?? [];
  const named = path.split('/').slice(1).join('/');
  return [
    ...(handle === undefined ? [`${path} exports no handle`] : []),
    ...(handle !== undefined && !/\bpolicy\b/.test(handle) ? [`${path} has a handle without a policy`] : []),
    ...(siteMap.includes(`'${named}'`) || siteMap.includes(`'./${named}'`)
      ? []
      : [`${path} is not in routes.ts`]),
  ];
}

const lostIn = (site: string, siteMap: string) =>
  Array.from(siteMap.matchAll(/'(?:\.\/)?(routes\/[^']+)'/g), ([, file]) => `${site}/${file}`).filter(
    (path) => !existsSync(join(root, path)),
  );

describe.each(sites)('the routes of the %s', (site) => {
  const siteMap = textOf(`${site}/routes.ts`);
  const routes = filesBelow(`${site}/routes`).filter((path) => /\.tsx?$/.test(path) && !isTest(path));

  test(`say who may open them and are in the site map, all ${routes.length}`, () => {
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.flatMap((path) => faultsOf({ path, text: textOf(path) }, siteMap))).toEqual([]);
  });

  test('exist wherever the site map leads', () => {
    expect(lostIn(site, siteMap)).toEqual([]);
  });
});

describe('a route planted', () => {
  const path = 'portal/routes/planted.tsx';
  const siteMap = "export default [route('planted', 'routes/planted.tsx')];";

  test('is left alone when it is guarded and named', () => {
    const text = "export const handle = {\n  policy: 'victim',\n} satisfies Handle;\n";
    expect(faultsOf({ path, text }, siteMap)).toEqual([]);
    expect(faultsOf({ path, text: "export const handle = { policy: 'open' };\n" }, siteMap)).toEqual([]);
  });

  test('is found without a handle, without a policy, or outside the site map', () => {
    expect(faultsOf({ path, text: 'export default function Planted() {}\n' }, siteMap)).toHaveLength(1);
    const open = "export const handle = {\n  bodyLimit: 1,\n};\nconst policy = 'victim';\n";
    expect(faultsOf({ path, text: open }, siteMap)).toHaveLength(1);
    expect(
      faultsOf({ path, text: "export const handle = { policy: 'open' };\n" }, 'export default [];'),
    ).toHaveLength(1);
    expect(lostIn('portal', siteMap)).toEqual([path]);
  });
});
