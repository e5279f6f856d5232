import type { Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { type SentenceKey, sentenceKeys } from '#messaging/messages/facts.ts';
import { render } from '#messaging/messages/render.server.ts';

type Language = Parameters<typeof render>[0]['language'];
export type TextExamples = { nudge: string; sentences: { key: SentenceKey; text: string }[] };

/** Every text an update can be, whole, as this service would send it in a language: what the person chooses between. */
export async function textExamplesFor(tx: Tx, language: Language): Promise<TextExamples> {
  const service = await messageServiceOf(tx);
  const { phone } = service;
  const textOf = (content: { content: 'nudge' } | { content: 'sentence'; sentenceKey: SentenceKey }) =>
    render({ channel: 'text', language, facts: { kind: 'update', ...content, phone }, service }).text;
  return {
    nudge: textOf({ content: 'nudge' }),
    sentences: sentenceKeys.map((key) => ({ key, text: textOf({ content: 'sentence', sentenceKey: key }) })),
  };
}
