import type { Language } from './tables.ts';

export type Sex = 'm' | 'f';
export const slots = ['n', 'g', 'd', 'a', 'i'] as const;
export type Slot = (typeof slots)[number];
/** How a word stands in each place of a sentence; what is missing is not known for certain. */
export type Forms = { n: string } & Partial<Record<Slot, string>>;

export const unchanging = (n: string): Forms => ({ n, g: n, d: n, a: n, i: n });

function ukrainian(n: string, sex: Sex): Forms {
  const stem = n.slice(0, -1);
  if (/[ -]/.test(n)) return { n };
  if (/[аеиіоуя]я$/i.test(n)) return { n, g: `${stem}ї`, d: `${stem}ї`, a: `${stem}ю`, i: `${stem}єю` };
  if (n.endsWith('а')) return { n, g: `${stem}и`, d: `${stem}і`, a: `${stem}у`, i: `${stem}ою` };
  if (sex === 'f') return unchanging(n);
  if (n.endsWith('енко')) return { n, g: `${stem}а`, d: `${stem}у`, a: `${stem}а`, i: `${n}м` };
  if (n.endsWith('ь')) return { n, g: `${stem}я`, d: `${stem}ю`, a: `${stem}я`, i: `${stem}ем` };
  if (/[аеєиіїоуюяй]$/i.test(n)) return unchanging(n);
  return { n, g: `${n}а`, d: `${n}у`, a: `${n}а`, i: n + (/[шжчщц]$/.test(n) ? 'ем' : 'ом') };
}

function greek(n: string, sex: Sex): Forms {
  if (sex === 'f' && /[αηάή]$/.test(n)) return { ...unchanging(n), g: `${n}ς` };
  if (sex === 'm' && n.endsWith('ος')) return { n, g: `${n.slice(0, -2)}ου`, a: n.slice(0, -1) };
  if (sex === 'm' && /[ηα]ς$/.test(n)) return { n, g: n.slice(0, -1), a: n.slice(0, -1) };
  return unchanging(n);
}

const bengali = (n: string): Forms => ({
  n,
  g: n + (/[ািীুূেৈোৌঅ-ঔ]$/.test(n) ? 'র' : 'ের'),
  d: `${n}কে`,
});

/** The forms of a name in a language. `given`: the oblique forms its table writes out. */
export function formsOf(language: Language, n: string, sex: Sex, given: string[]): Forms {
  if (given.length > 0) {
    const oblique = (['g', 'd', 'a', 'i'] as const).flatMap((slot, at) => {
      const form = given[at];
      return form === undefined || form === '-' ? [] : [[slot, form] as const];
    });
    return { n, ...Object.fromEntries(oblique) };
  }
  if (language === 'pl') return { n };
  if (language === 'uk') return ukrainian(n, sex);
  if (language === 'el') return greek(n, sex);
  return language === 'bn' ? bengali(n) : unchanging(n);
}
