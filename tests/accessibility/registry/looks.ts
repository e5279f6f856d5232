import type { Site } from './manifest.ts';
import { registries } from './registries.ts';
import type { State } from './state.ts';

/** One page in one state, with a name for the report. */
export type Look = { site: Site; route: string; state: State; name: string };

/** Every page of a site in every state. */
export function looksAt(site: Site): Look[] {
  return Object.entries(registries[site]).flatMap(([route, entry]) =>
    'noPage' in entry
      ? []
      : entry.map((state) => ({
          site,
          route,
          state,
          name: `${state.path ?? route} for ${state.as}, ${state.when},`,
        })),
  );
}
