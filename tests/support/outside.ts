import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** Somewhere harmless to leave to, and the settings that say so; they are filled in before Heard starts. */
export function outside(): { EXIT_URL: string } {
  const settings = { EXIT_URL: '' };
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Weather</title><link rel="icon" href="data:,"><h1>Weather</h1>');
  });
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    settings.EXIT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/weather`;
  });
  afterAll(() => server.close());
  return settings;
}
