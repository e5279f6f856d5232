import type { TFunction } from 'i18next';
import type { LineRead } from '#casework/public-line/published.server.ts';
import type { Language } from '#locales/languages.ts';
import { standingInWords } from './line-words.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// What XML may not hold at all, however it is written.
const unsayable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const inXml = (words: string) =>
  words.replace(unsayable, '').replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

type Feed = { t: TFunction; language: Language; origin: string; name: string; lines: readonly LineRead[] };

// A promise past its day is news from the first minute of the next.
function changedAt({ standing, dueOn, publishedAt }: LineRead): Date {
  const over = new Date(`${dueOn}T00:00:00Z`);
  over.setUTCDate(over.getUTCDate() + 1);
  return standing === 'not_done_yet' && over > publishedAt ? over : publishedAt;
}

/** The lines as an Atom feed (RFC 4287) in one language; what stands in for another says which it is. */
export function feedOf({ t, language, origin, name, lines }: Feed): string {
  const host = new URL(origin).hostname;
  const here = `${origin}/public/you-said`;
  const updated = Math.max(0, ...lines.map((line) => changedAt(line).getTime()));
  const entries = lines.map((line) => {
    const { youSaid, weDid, language: spoken } = line.words;
    const words = `${weDid}\n\n${standingInWords(t, language, line)}`;
    return `  <entry xml:lang="${spoken}">
    <id>tag:${host},2026:you-said/${line.lineId}</id>
    <title type="text">${inXml(youSaid)}</title>
    <content type="text">${inXml(words)}</content>
    <link rel="alternate" type="text/html" href="${inXml(`${here}#${line.lineId}`)}"/>
    <published>${line.publishedAt.toISOString()}</published>
    <updated>${changedAt(line).toISOString()}</updated>
  </entry>
`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>tag:${host},2026:you-said/${language}</id>
  <title type="text">${inXml(t('youSaid.title'))}</title>
  <author><name>${inXml(name)}</name></author>
  <link rel="self" type="application/atom+xml" href="${inXml(`${here}.atom?language=${language}`)}"/>
  <link rel="alternate" type="text/html" href="${inXml(`${here}?language=${language}`)}"/>
  <updated>${new Date(updated).toISOString()}</updated>
${entries.join('')}</feed>
`;
}
