import { expect, it } from 'vitest';
import type { Paper } from '#messaging/typeset/paper.ts';
import { typeset } from '#messaging/typeset/typeset.server.ts';
import { asRead, examined } from './pdf-tools.ts';

const paperOf = (words: string, changed: Partial<Paper> = {}): Paper => ({
  title: 'Words for the panel',
  language: 'en',
  facts: [{ label: 'For', value: 'Panel' }],
  parts: [{ heading: null, words }],
  closing: [],
  notShown: 'Characters that could not be printed:',
  ...changed,
});

it('is sound, tagged, titled and in a language, and says nothing of who made it or when', async () => {
  const { check, info, plain } = await examined(await typeset(paperOf('I did not sleep for weeks.')));
  expect(check).toContain('No syntax or stream encoding errors');
  expect(info).toMatch(/^Title: +Words for the panel$/m);
  expect(info).toMatch(/^Tagged: +yes$/m);
  expect(plain).toMatch(/\/Lang \(en\)/);
  expect(plain).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(info).not.toMatch(/Author|Producer|Keywords|Subject|CreationDate|ModDate/);
  expect(plain).not.toMatch(/\/(Author|Producer|CreationDate|ModDate)\b|xmp:CreateDate|dc:creator/);
});

it('does nothing when it is opened and reaches nowhere', async () => {
  const { info, plain } = await examined(
    await typeset(paperOf('See http://x.example and file:///etc/passwd')),
  );
  expect(info).toMatch(/^JavaScript: +no$/m);
  expect(plain).not.toMatch(/\/(JS|JavaScript|OpenAction|AA|Launch|URI|EmbeddedFile|AcroForm)\b/);
});

it('gives back its words in English', async () => {
  const said = 'I stopped walking home. It was 12 May 2026, and I was "fine" -- they said.';
  expect(asRead((await examined(await typeset(paperOf(said)))).text)).toContain(said);
});

it('gives back its words in Arabic, joined and in the order they are read, with the numbers right', async () => {
  const said = 'شعرت بالخوف بعد 12 مايو 2026 ولم أنم';
  const arabic = paperOf(said, { language: 'ar', title: 'كلماتها للجنة' });
  const { text, fonts, plain, info } = await examined(await typeset(arabic));
  // Poppler guesses where spaces are from how far apart the letters stand, and beside numbers it guesses wrong.
  expect(asRead(text).replaceAll(' ', '')).toContain(said.replaceAll(' ', ''));
  expect(asRead(text)).toContain('شعرت بالخوف بعد');
  expect(info).toContain('كلماتها للجنة');
  expect([fonts.includes('Amiri'), /\/Lang \(ar\)/.test(plain)]).toEqual([true, true]);
});

it('sets Urdu in Nastaliq, and Arabic letters within English in Naskh', async () => {
  const urdu = await examined(await typeset(paperOf('میں نے نیند نہیں کی۔', { language: 'ur' })));
  const english = await examined(await typeset(paperOf('She said میں نے.')));
  expect([urdu.fonts.includes('NotoNastaliqUrdu'), urdu.fonts.includes('Amiri')]).toEqual([true, false]);
  expect([english.fonts.includes('NotoNastaliqUrdu'), english.fonts.includes('Amiri')]).toEqual([
    false,
    true,
  ]);
});

it('takes markup in the words for words', async () => {
  const said =
    '#let x = 1 $x^2$ *bold* _it_ `raw` [link](http://x.y) \\ #panic("no") <label> @ref = not a heading // nor a remark';
  expect(asRead((await examined(await typeset(paperOf(said)))).text)).toContain(said);
});

const typed = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '=HYPERLINK("http://x.example")', '=1+1', '@SUM(A1)',
  '#import "x.typ": *', '#read("/etc/passwd")', '#include "paper.typ"', '#sys.inputs', '#eval("1")', '$#image("x")$', '] #text[', '\\u{202e}', '{{title}}',
  '%PDF-1.7 1 0 obj << /JS (app.alert(1)) >> endobj', '(/OpenAction << /S /Launch >>)', '<< /S /URI /URI (http://x.example) >>', '\u{202e}backwards\u{202c}',
  '```js\nalert(1)\n```', '~~~ ___ *** <https://x.example> <label>', '-- --- ... -? \\\\ \\#', '/* remark */ // remark', '\u0000\u0007\u001b[31m',
]; // biome-ignore format: a list of what people might type

it('prints whatever else people type, and some that never should: it is sound each time and acts on nothing', async () => {
  const everything = typed.map((words) => ({ heading: null, words }));
  const { check, plain } = await examined(await typeset(paperOf('', { parts: everything })));
  expect(check).toContain('No syntax or stream encoding errors');
  expect(plain).not.toMatch(/\/(JS|JavaScript|OpenAction|Launch|URI)\b/);
});

it('sets fifty thousand words, and a run of letters without an end', async () => {
  const { text } = await examined(await typeset(paperOf(`${'word '.repeat(50_000)}\n\n${'x'.repeat(2000)}`)));
  expect(text.match(/\bword\b/g)).toHaveLength(50_000);
  expect(text.match(/x/g)).toHaveLength(2000);
});

it('is the same to the byte each time, so that a copy can be told from another', async () => {
  const [one, other] = [await typeset(paperOf('the same')), await typeset(paperOf('the same'))];
  expect(one.equals(other)).toBe(true);
  expect(one.equals(await typeset(paperOf('not the same')))).toBe(false);
});

it('shows characters of any kind or says how many it could not, and fails on none', async () => {
  const any = Array.from({ length: 4000 }, (_, at) =>
    String.fromCodePoint(0x20 + ((at * 131) % 0x2f000) + (at % 7)),
  );
  const words = any
    .join('')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cs}]/gu, '');
  const { check, text } = await examined(await typeset(paperOf(words)));
  expect(check).toContain('No syntax or stream encoding errors');
  expect(text).toMatch(/Characters that could not be printed: \d+/);
});
