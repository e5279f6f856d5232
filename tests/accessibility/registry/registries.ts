import { backofficePages } from './backoffice.ts';
import type { Site } from './manifest.ts';
import { portalPages } from './portal.ts';
import type { Registry } from './state.ts';

export const registries: Readonly<Record<Site, Registry>> = {
  portal: portalPages,
  backoffice: backofficePages,
};
