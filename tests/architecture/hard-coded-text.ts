const word = String.raw`\p{L}{2,}`;
const afterTag = new RegExp(
  String.raw`(?:(?<![\w)\]])<\/?[A-Za-z][\w.]*(?:\s(?:[^<>]|=>)*)?\/?>|(?<=[\w"'}]\s*\/)>|<>|<\/>)\s*([^<>{}]*${word}[^<>{}]*)(?=[<{])`,
  'gu',
);
const attribute = new RegExp(
  String.raw`\b(?:aria-label|aria-description|title|alt|placeholder|label|legend|hint|heading)=(?:"([^"]*${word}[^"]*)"|\{'([^']*${word}[^']*)'\})`,
  'gu',
);
const child = new RegExp(String.raw`[>}]\s*\{\s*'([^']*${word}[^']*)'\s*\}`, 'gu');
const afterValue = new RegExp(String.raw`\}\s*([^<>{}]*${word}[^<>{}]*)(?=<\/[A-Za-z])`, 'gu');
const looksLikeCode = /[;=]|^\s*[&|?:,.)]|\breturn\b|\bconst\b/;
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, '');

/** Words a page shows or reads out that no translator can reach. A heuristic: it reads JSX without a parser. */
export function hardCodedText(source: string): string[] {
  const text = withoutComments(source);
  const between = [afterTag, afterValue].flatMap((place) =>
    Array.from(text.matchAll(place), ([, words = '']) => words.trim()),
  );
  const named = Array.from(text.matchAll(attribute), ([, plain, braced]) => plain ?? braced ?? '');
  const children = Array.from(text.matchAll(child), ([, words = '']) => words);
  return [...between.filter((words) => !looksLikeCode.test(words)), ...named, ...children];
}
