import { existsSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

const database = ['tests/support/database.ts'].filter((file) => existsSync(file));
const rooms = 'accessibility,backoffice,bin,casework,db,locales,messaging,portal,web';

type Times = { testTimeout?: number; hookTimeout?: number; fileParallelism?: boolean };

function suite(name: string, include: string[], globalSetup: string[], times: Times = {}) {
  return {
    test: {
      name,
      include,
      globalSetup,
      pool: 'forks' as const,
      exclude: [...configDefaults.exclude, '**/build/**', '.data/**'],
      testTimeout: 10_000,
      hookTimeout: 60_000,
      ...times,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      suite('architecture', ['tests/architecture/**/*.test.ts'], []),
      suite('rules', [`{${rooms}}/**/*.test.{ts,tsx}`, '*.test.ts'], database),
      suite('launch', ['tests/launch/**/*.test.ts'], [], { testTimeout: 120_000, fileParallelism: false }),
      suite('trust', ['tests/trust/**/*.test.ts'], database, {
        testTimeout: 120_000,
        fileParallelism: false,
      }),
      suite('journeys', ['tests/journeys/**/*.test.ts'], database, {
        testTimeout: 60_000,
        fileParallelism: false,
      }),
      suite('accessibility', ['tests/accessibility/**/*.test.ts'], database, {
        testTimeout: 120_000,
        fileParallelism: false,
      }),
    ],
  },
});
