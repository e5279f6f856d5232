import type { InboundClass } from '../inbound/rules.ts';
import { classifyInbound, saysMoreThanStop } from '../inbound/rules.ts';

const quoted = /^(?:>|-{2,}\s*\S.*-{2,}$|_{8,}$|-- ?$|\S.*@\S.*:$|(?:From|Oddi wrth|Od|من|منجانب)\s*:.*@)/u;

/** What somebody wrote themselves: all before the first line of what they answer, or of a signature set apart. */
export function ownWords(text: string): string {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line) => quoted.test(line.trim()) || /^\s*-- $/.test(line));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .join('\n')
    .trim();
}

const anAnswer = /^\s*(?:re|aw|atb|odp|sv|fwd?|رد|جواب)\s*:/iu;

/** What an e-mail asks for, by its own words or by a subject that is no answer; and whether it says anything besides. */
export function classifyMail(subject: string, text: string): { asks: InboundClass; saysMore: boolean } {
  const own = ownWords(text);
  const title = anAnswer.test(subject) ? '' : subject.trim();
  if (classifyInbound(own) === 'stop') return { asks: 'stop', saysMore: saysMoreThanStop(own) };
  if (title !== '' && classifyInbound(title) === 'stop') return { asks: 'stop', saysMore: own !== '' };
  return { asks: classifyInbound(own), saysMore: true };
}
