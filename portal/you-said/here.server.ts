import type { RouterContextProvider } from 'react-router';
import { type PublishedLine, publishedLines } from '#casework/public-line/published.server.ts';
import { asVisitor } from '#db/transaction.server.ts';
import { serviceContext } from '#web/context.server.ts';

/** What the service of this host tells everybody; nothing on a host nobody set up. */
export async function linesHere(context: Readonly<RouterContextProvider>): Promise<PublishedLine[]> {
  const service = context.get(serviceContext);
  return service ? asVisitor(service.id, (tx) => publishedLines(tx)) : [];
}
