import { createStaticHandler, type RouteObject, type ServerBuild } from 'react-router';
import type { PageHandle } from './page-handle.ts';

type Entry = ServerBuild['routes'][string];

function childrenOf(build: ServerBuild, parentId: string | undefined): RouteObject[] {
  const entries = Object.values(build.routes).filter(
    (entry): entry is NonNullable<Entry> => entry?.parentId === parentId,
  );
  return entries.map(({ id, path, index, caseSensitive }) => {
    const own = { id, path, caseSensitive, handle: build.routes[id]?.module.handle };
    return index ? { ...own, index: true } : { ...own, children: childrenOf(build, id) };
  });
}

/** Which page a path leads to, so that policy and body limit are known before any of the page's code runs. */
export function routeTable(build: ServerBuild): (pathname: string) => PageHandle | null {
  // Unlike matchRoutes it reads the routes once and not for every request.
  const table = createStaticHandler(childrenOf(build, undefined));
  return (pathname) => {
    const page = table.match(pathname)?.at(-1)?.route;
    const leaf = page && (page.index || !page.children?.length);
    return leaf ? (page.handle as PageHandle) : null;
  };
}
