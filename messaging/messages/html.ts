import { directionOf, type Language } from '#locales/languages.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

const lineHeights = { en: 1.5, cy: 1.5, pl: 1.5, ar: 1.8, ur: 2.1 } as const satisfies Record<
  Language,
  number
>;

// Colours are declared for both schemes, so that a reader that inverts pages finds nothing to guess.
const style = `:root{color-scheme:light dark}
body{margin:0;padding:24px;background:#FFFFFF;color:#221F2B;font-size:19px}
main{max-width:34em}
p{margin:0 0 16px}
@media (prefers-color-scheme:dark){body{background:#221F29;color:#F1EEE7}}`;

/** A whole e-mail page: no image, no link, nothing fetched, so that opening it tells nobody. */
export function page(language: Language, subject: string, paragraphs: readonly string[]): string {
  const direction = directionOf(language);
  const body = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
<style>
${style}
</style>
</head>
<body style="line-height:${lineHeights[language]}">
<main lang="${language}" dir="${direction}">
${body}
</main>
</body>
</html>
`;
}
