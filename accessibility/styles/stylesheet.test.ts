import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const publicDir = fileURLToPath(new URL('../../portal/public', import.meta.url));

async function stylesheetSent(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir,
    build: { write: false, rolldownOptions: { input: `${folder}${name}` } },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  const sheets = outputs.flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? [file] : [],
  );
  expect(sheets).toHaveLength(1);
  return String(sheets[0]?.source);
}

const sources = readdirSync(folder).filter((file) => file.endsWith('.css'));

describe.each(sources)('%s', (file) => {
  const css = readFileSync(folder + file, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');

  it('reads the same from the right as from the left', () => {
    const physical =
      /(?<![\w-])(?:(?:margin|padding|border|scroll-(?:margin|padding))-)?(?:left|right|top|bottom)\b/g;
    expect(css.match(physical) ?? []).toEqual([]);
    expect(css.match(/(?<![\w-])(?:min-|max-)?(?:width|height):(?! *[\d.]+em\))/g) ?? []).toEqual([]);
  });

  it('moves nothing, casts no shadow and reaches for nothing outside', () => {
    expect(css).not.toMatch(/animation|transition|box-shadow|text-shadow|scroll-behavior/);
    expect(css).not.toMatch(/https?:|\/\/|data:/);
  });
});

describe('what the portal sends', () => {
  it('is one stylesheet of less than 15 kB, with the colours in it', async () => {
    const css = await stylesheetSent('portal.css');
    expect(Buffer.byteLength(css)).toBeLessThan(15_000);
    expect(css).not.toContain('@import');
    expect(css).toContain('--damson');
  });

  it('asks for a font only where the page itself is in Arabic or Urdu', async () => {
    const css = await stylesheetSent('portal.css');
    const users = [...css.matchAll(/([^{}]+)\{[^{}]*Heard (?:Naskh|Nastaliq)[^{}]*\}/g)].map(
      ([, selector]) => selector,
    );
    expect(users.filter((selector) => selector !== '@font-face')).toEqual([
      ':root:lang(ar)',
      ':root:lang(ur)',
    ]);
    expect(css.match(/font-display:swap/g)).toHaveLength(2);
    expect(css.match(/unicode-range:/g)).toHaveLength(2);
  });

  it('spends no more than 60 kB on Arabic and 120 kB on Urdu, each face with its licence', () => {
    expect(statSync(`${publicDir}/fonts/naskh-arabic.woff2`).size).toBeLessThanOrEqual(60_000);
    expect(statSync(`${publicDir}/fonts/nastaliq-urdu.woff2`).size).toBeLessThanOrEqual(120_000);
    for (const face of ['naskh-arabic', 'nastaliq-urdu']) {
      expect(readFileSync(`${publicDir}/fonts/${face}.OFL.txt`, 'utf8')).toContain('SIL Open Font License');
    }
  });

  it('is at most 4 KB of script, and that in one file', () => {
    expect(readdirSync(publicDir).filter((file) => file.endsWith('.js'))).toEqual(['heard.js']);
    expect(statSync(`${publicDir}/heard.js`).size).toBeLessThanOrEqual(4096);
  });
});

it('the back office asks for no font at all', async () => {
  expect(await stylesheetSent('backoffice.css')).not.toContain('@font-face');
});
