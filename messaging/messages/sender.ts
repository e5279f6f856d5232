import { withoutControls } from './bidi.ts';
import type { MessageChannel, MessageService } from './facts.ts';

/** Who a message is from: the neutral name, or for a text the number it leaves from where the service has one. */
export function senderOf(
  channel: MessageChannel,
  { discreetName, textsFrom }: MessageService,
): string | null {
  if (channel !== 'text') return withoutControls(discreetName);
  return textsFrom && /^\+\d{8,15}$/.test(textsFrom) ? textsFrom : null;
}
