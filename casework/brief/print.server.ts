import type { Paper } from '#messaging/typeset/paper.ts';
import { typeset } from '#messaging/typeset/typeset.server.ts';

export type { Paper } from '#messaging/typeset/paper.ts';

/** A paper as an accessible PDF, to save. Its name says nothing. Throws TooBusyError where too many are being printed. */
export async function pdfOf(paper: Paper, name: string): Promise<Response> {
  return toSave(await typeset(paper), name);
}

/** A PDF as a file to save, kept by nothing on the way. */
export function toSave(pdf: Buffer, name: string): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}.pdf"`,
      'Cache-Control': 'no-store',
    },
  });
}
