import type { Written } from './families.ts';

const sign = (code: number) => String.fromCodePoint(code);
const around = (codes: readonly number[], forms: readonly ((it: string) => Written)[]): Written[] =>
  codes.flatMap((code) => forms.map((form) => form(sign(code))));

const leads = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  '\uff1d',
  '\uff0b',
  '\uff0d',
  '\uff20',
  ' =',
  '\u00a0=',
  '\u200b=',
  '"=',
  ';=',
  ',=',
  '%=',
  "'=",
  '|=',
];
const formulas: Written[] = [
  (_, away) => `HYPERLINK("${away}";"x")`, (run) => `cmd|'/C ${run}'!A0`, (_, away) => `WEBSERVICE("${away}")`, (run) => `1+1&"${run}"`,
  (run) => `DDE("cmd";"/C ${run}";"x")`, (_, away) => `SUM(1)*IMPORTXML("${away}";"//a")`,
]; // biome-ignore format: a list of what people try

const sql: Written[] = [
  (run) => `' OR 1=1 -- ${run}`, (run) => `'; DROP TABLE victim; -- ${run}`, (run) => `" UNION SELECT '${run}' --`, (run) => `') OR pg_sleep(0) -- ${run}`,
  (run) => `\\'; SELECT '${run}' --`, (run) => `$$${run}$$; COPY x TO PROGRAM 'x'`, (run) => `%' OR '${run}' LIKE '%`, (run) => `1; SET ROLE owner -- ${run}`,
]; // biome-ignore format: a list of what people try
const headers: Written[] = [
  (run) => `x\r\nSet-Cookie: a=${run}`, (_, away) => `x\r\nLocation: http:${away}`, (run) => `x\nBcc: a@b.example\n\n${run}`, (run) => `x%0d%0aX-A: ${run}`,
  (run) => `x\r\n\r\n<script>${run}</script>`, (run) => `${run}"; filename="a.html`, (run) => `--boundary\r\nContent-Type: text/html\r\n\r\n${run}`,
]; // biome-ignore format: a list of what people try
const controls = around(
  [0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x1a, 0x1b, 0x7f, 0x85, 0x9b],
  [(it) => (run) => `<scr${it}ipt>${run}</script>`, (it) => (run) => `a${it}=${run}`],
);
const formats: Written[] = ['%s%s%n', '%x%x', '{0}', '%(a)s', '$1$&', '%%%', '\\x41\\u0041', '..%2f..%2f', '../../etc/passwd', '|id', '`id`', '$(id)', '& calc', '*)(uid=*'].map(
  (it) => (run) => `${it} ${run}`,
); // biome-ignore format: a list of what people try
const typst: Written[] = [
  (run) => `#panic("${run}")`, (run) => `#read("/etc/passwd") ${run}`, (run) => `#import "x.typ": * ${run}`, (run) => `#include "paper.typ" ${run}`, (run) => `#eval("${run}")`,
  (run) => `$#image("x") ${run}$`, (run) => `] #text[${run}`, (run) => `#set page(fill: red) ${run}`, (_, away) => `#link("http:${away}")[x]`, (run) => `#sys.inputs ${run}`,
  (run) => `= ${run} <label> @ref`, (run) => `/* ${run} */ // x`, (run) => `#{ while true {} } ${run}`, (run) => `\\ #raw("${run}") ~~~ ---`, (run) => `#plugin("x.wasm") ${run}`,
]; // biome-ignore format: a list of what people try
const pdf: Written[] = [
  (run) => `(/OpenAction << /S /JavaScript /JS (${run}) >>)`, (run) => `) Tj ET endstream endobj ${run}`, (run) => `%PDF-1.7 1 0 obj << /JS (${run}) >>`,
  (_, away) => `<< /S /URI /URI (http:${away}) >>`, (run) => `<< /S /Launch /F (${run}) >>`, (run) => `/EmbeddedFile << /F (${run}) >>`, (run) => `trailer << /Root 1 0 R >> ${run}`,
  (run) => `BT /F1 12 Tf (${run}) Tj ET`, (run) => `\\050${run}\\051 /AA`,
]; // biome-ignore format: a list of what people try

const bidi = around(
  [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c],
  [(it) => (run) => `${it}${run}`, (it) => (run) => `a${it}<b>${run}${it}c`],
);
const widthless = around(
  [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x00ad, 0xfffa, 0xe0041],
  [(it) => (run) => `<s${it}cript>${run}</script>`, (it) => (run) => `java${it}script:${run}`],
);
const lineSeparators = around(
  [0x2028, 0x2029, 0x85, 0x0a],
  [
    (it) => (run) => `x${it}${run}`,
    (it) => (run) => `//${it}${run}//${it}`,
    (it) => (run) => `";${it}${run};"`,
  ],
);
const lookalikes: Written[] = ['\uff1cscript\uff1e', '\u2039script\u203a', '\u02c2script\u02c3', '\uff1cimg src=x\uff1e', '\u0455cript:', '\u2024\u2024/\u2024\u2024/', '\uff07 OR 1=1', '\u212a\u017f<\u017fvg>'].map(
  (it) => (run) => `${it}${run}`,
); // biome-ignore format: a list of what people try
const combining: Written[] = [0x0300, 0x0336, 0x0489, 0x064b, 0x0e49, 0x20dd].map(
  (mark) => (run) => `a${sign(mark).repeat(12)}${run}`,
);
const longCombining: Written[] = [0x0301, 0x0335, 0x0651].map(
  (mark) => (run) => `e${sign(mark).repeat(400)}${run}`,
);
const json: Written[] = [
  (run) => `{"__proto__":{"x":"${run}"}}`, (run) => `"]}</script><script>${run}</script>`, (run) => `\\u003cscript\\u003e${run}`, (run) => `["S",null,"${run}"]`,
  (run) => `constructor.prototype.${run}`, (run) => `\\"},"${run}":"`, (run) => `$ref:${run}`, (run) => `{"$gt":"${run}"}`,
]; // biome-ignore format: a list of what people try
const entities: Written[] = [
  (run) => `&lt;script&gt;${run}`, (run) => `&#60;img src=x onerror=${run}&#62;`, (run) => `&amp;lt;b&amp;gt;${run}`, (run) => `%3Cscript%3E${run}`, (run) => `<![CDATA[${run}]]>`,
  (_, away) => `<!ENTITY x SYSTEM "http:${away}">`, (run) => `<?xml version="1.0"?>${run}`, (run) => `<!--#exec cmd="${run}"-->`, (run) => `<!--[if IE]>${run}<![endif]-->`,
]; // biome-ignore format: a list of what people try

/** What would act in a table, a paper, a query, a header or on the eye, by the name of its family. */
export const otherFamilies = {
  formula: leads.flatMap((lead) =>
    formulas.map(
      (body): Written =>
        (run, away) =>
          `${lead}${body(run, away)}`,
    ),
  ),
  ...{
    sql,
    headers,
    controls,
    formats,
    typst,
    pdf,
    bidi,
    widthless,
    lineSeparators,
    lookalikes,
    combining,
    longCombining,
    json,
    entities,
  },
} satisfies Record<string, Written[]>;
