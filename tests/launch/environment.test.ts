import { describe, expect, test } from 'vitest';
import { npmStart, withoutDatabase } from './run-launch.ts';

describe('someone who starts Heard with a setting that is wrong', () => {
  test('is told its name in one sentence, never its value', async () => {
    const { code, said } = await npmStart({ PORTAL_PORT: 'sausage-4711' });
    expect(said).toBe('Heard cannot start: PORTAL_PORT is missing or not valid. See .env.example.');
    expect(code).toBe(1);
  });

  test('is told every name, when several are missing', async () => {
    const { code, said } = await npmStart({
      DATABASE_URL_PORTAL: 'postgres://heard_portal:hunter2@127.0.0.1/heard',
    });
    expect(said).toContain('DATABASE_URL_BACKOFFICE, DATABASE_URL_WORKER');
    expect(said).not.toContain('hunter2');
    expect(said.split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });

  test('is told that the database cannot be reached, without the password', async () => {
    const { code, said } = await npmStart(withoutDatabase('hunter2'));
    expect(said).toBe('The database cannot be reached: check that it runs and that DATABASE_URL is right.');
    expect(code).toBe(1);
  });

  test('is told which commands there are, when they ask for one there is not', async () => {
    const { code, said } = await npmStart({}, 'dance');
    expect(said).toMatch(/^Heard knows these commands: start, test/);
    expect(code).toBe(1);
  });
});
