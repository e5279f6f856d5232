import { dirname } from 'node:path';

/** The folder Heard was cloned into. */
export const repository = dirname(import.meta.dirname);
