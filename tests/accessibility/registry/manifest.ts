import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../support/source-tree.ts';
import type { Registry } from './state.ts';

export type Site = 'portal' | 'backoffice';
export type Route = { path: string; hasPage: boolean };

const build = process.env.HEARD_BUILD ?? 'build/test';
const manifest = z.object({
  routes: z.record(
    z.string(),
    z.object({
      id: z.string(),
      parentId: z.string().optional(),
      path: z.string().optional(),
      index: z.boolean().optional(),
      hasDefaultExport: z.boolean(),
    }),
  ),
});

/** Every route of a site as it was built and is being served: its address, and whether it is a page. */
export function routesOf(site: Site): Route[] {
  const files = globSync(`${build}/${site}/client/assets/manifest-*.js`, { cwd: root });
  const [file] = files;
  if (!file || files.length > 1) throw new Error(`The ${site} has ${files.length} manifests`);
  const text = readFileSync(join(root, file), 'utf8');
  const { routes } = manifest.parse(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)));
  const pathTo = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? `${pathTo(route.parentId)}/${route.path ?? ''}` : '';
  };
  const parents = new Set(Object.values(routes).map(({ parentId }) => parentId));
  return Object.values(routes)
    .filter(({ id }) => !parents.has(id))
    .map(({ id, hasDefaultExport }) => ({
      path: `/${pathTo(id).split('/').filter(Boolean).join('/')}`,
      hasPage: hasDefaultExport,
    }));
}

/** Where a registry and the routes of its site part, one sentence each. */
export function differences(registry: Registry, routes: readonly Route[]): string[] {
  const served = new Map(routes.map(({ path, hasPage }) => [path, hasPage]));
  const unknown = routes
    .filter(({ path }) => !registry[path])
    .map(({ path }) => `${path} has no entry, so nobody looks at it`);
  const wrong = Object.entries(registry).flatMap(([path, entry]) => {
    if (path === '*') return [];
    if (!served.has(path)) return [`${path} has an entry and is not served`];
    const isLookedAt = !('noPage' in entry) && entry.length > 0;
    return isLookedAt === served.get(path) ? [] : [`${path} is a page, or is not, contrary to its entry`];
  });
  return [...unknown, ...wrong];
}
