import { isLatin, type Language } from './tables.ts';

/** Nominative, genitive, dative, accusative, instrumental; a case that is missing is not known for certain. */
export type Cases = { n: string } & Partial<Record<'g' | 'd' | 'a' | 'i', string>>;
export type Sex = 'm' | 'f' | 'none';

const unchanged = (n: string): Cases => ({ n, g: n, d: n, a: n, i: n });

function russian(n: string, sex: Sex): Cases {
  const [stem, last, before] = [n.slice(0, -1), n.slice(-1), n.slice(-2, -1)];
  if (sex === 'none') return unchanged(n);
  if (last === 'а')
    return {
      n,
      g: stem + (/[гкхжчшщ]/.test(before) ? 'и' : 'ы'),
      d: `${stem}е`,
      a: `${stem}у`,
      i: stem + (/[жчшщц]/.test(before) ? 'ей' : 'ой'),
    };
  if (last === 'я')
    return { n, g: `${stem}и`, d: stem + (before === 'и' ? 'и' : 'е'), a: `${stem}ю`, i: `${stem}ей` };
  if (sex === 'f' || /[аеёиоуыэю]$/i.test(n)) return unchanged(n);
  if (/[йь]/.test(last)) return { n, g: `${stem}я`, d: `${stem}ю`, a: `${stem}я`, i: `${stem}ем` };
  return { n, g: `${n}а`, d: `${n}у`, a: `${n}а`, i: n + (/[жчшщц]/.test(last) ? 'ем' : 'ом') };
}

function polish(n: string, sex: Sex): Cases {
  if (sex !== 'm' || !/[bdflmnrstvzkghłw]$/.test(n) || /mme|lle$/.test(n)) return { n };
  return { n, g: `${n}a`, d: `${n}owi`, a: `${n}a`, i: n + (/[kg]$/.test(n) ? 'iem' : 'em') };
}

function bengali(n: string): Cases {
  if (n.endsWith('ৎ')) return { n, g: `${n.slice(0, -1)}তের`, d: `${n}কে` };
  if (n.endsWith('ং')) return { n, g: `${n}য়ের`, d: `${n}কে` };
  return { n, g: n + (/[ািীুূেোৌইউএও]$/.test(n) ? 'র' : 'ের'), d: `${n}কে` };
}

/** How a name changes in a sentence of a language; `written` are the cases its table gives for it. */
export function casesOf(language: Language, n: string, sex: Sex, written: string[] = []): Cases {
  const [first, second, third, fourth] = written;
  if (language === 'pl' && first !== undefined) return { n, g: first, d: second, a: third, i: fourth };
  if (language === 'pl') return polish(n, sex);
  if (language === 'ru') return russian(n, sex);
  if (language === 'bn') return bengali(n);
  if (language === 'el' && first !== undefined) return { n, g: first, a: second ?? n };
  return isLatin(language) ? { n, g: n } : unchanged(n);
}
