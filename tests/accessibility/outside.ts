import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Visit = { method: string | undefined; headers: IncomingHttpHeaders };
/** Somewhere harmless on another origin, which remembers who came. */
export type Outside = { url: string; visits: Visit[]; close(): void };

/** Opens the place "Leave this page" leads to in a test. */
export async function theOutside(): Promise<Outside> {
  const visits: Visit[] = [];
  const server = createServer(({ method, headers, url }, response) => {
    if (url === '/weather') visits.push({ method, headers });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<!doctype html><html lang="en"><title>Weather</title><link rel="icon" href="data:,"><h1>Rain later</h1>',
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/weather`,
    visits,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
