import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

const database = ['tests/support/database.ts'].filter((file) => existsSync(file));
const rooms = 'accessibility,backoffice,bin,casework,db,locales,messaging,portal,web';

// Browsers, servers and slow hashes wait more than they work: a few files at a time keep two cores busy.
const atATime = (files: number) => ({ maxWorkers: Math.max(files, availableParallelism() - 1) });

type Times = {
  testTimeout?: number;
  fileParallelism?: boolean;
  maxWorkers?: number;
  isolate?: boolean;
};

function suite(name: string, include: string[], globalSetup: string[], times: Times = {}) {
  return {
    test: {
      name,
      include,
      globalSetup,
      pool: 'forks' as const,
      exclude: [...configDefaults.exclude, '**/build/**', '.data/**'],
      // Only what hangs runs out of these: where every core is busy, what takes ten seconds alone may take a minute.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 20_000 } },
      ...times,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      suite('architecture', ['tests/architecture/**/*.test.ts'], []),
      // Loading every module anew for each of so many files took nearly half the time; each has its own database anyway.
      suite('rules', [`{${rooms}}/**/*.test.{ts,tsx}`, '*.test.ts'], database, {
        ...atATime(2),
        isolate: false,
      }),
      suite('launch', ['tests/launch/**/*.test.ts'], [], { fileParallelism: false }),
      suite('trust', ['tests/trust/**/*.test.ts'], database, atATime(2)),
      // These look at what was made with qpdf, poppler, zbar and LibreOffice.
      suite('papers', ['tests/papers/**/*.test.ts'], database, { maxWorkers: 2 }),
      // These kill what they start, PostgreSQL included: one file at a time, on a cluster of their own.
      suite('chaos', ['tests/chaos/**/*.test.ts'], ['tests/chaos/cluster.ts'], {
        testTimeout: 1_800_000,
        fileParallelism: false,
      }),
      suite('journeys', ['tests/journeys/**/*.test.ts'], database, { maxWorkers: 2 }),
      // Each file already opens several pages at once, and a portal short of time answers 503.
      suite('accessibility', ['tests/accessibility/**/*.test.ts'], database, {
        maxWorkers: availableParallelism() < 4 ? 1 : 2,
      }),
    ],
  },
});
