import { type Language, languages } from '#locales/languages.ts';
import { cookieNames, cookieOf } from './cookies.server.ts';

/** A language of ours, or null for anything else. */
export function languageFrom(typed: string | null | undefined): Language | null {
  return languages.find((language) => language === typed) ?? null;
}

function preferred(accepted: string): Language | null {
  const wanted = accepted.split(',').map((part) => {
    const [tag = '', quality = 'q=1'] = part.trim().split(';');
    return {
      language: languageFrom(tag.toLowerCase().split('-')[0]),
      weight: Number(quality.replace(/^\s*q=/, '')) || 0,
    };
  });
  const best = wanted.filter((it) => it.language && it.weight > 0).sort((a, b) => b.weight - a.weight)[0];
  return best?.language ?? null;
}

/** The language of a request: the address first, then what was chosen before, then what the browser asks for. */
export function languageOf(request: Request): Language {
  const asked = languageFrom(new URL(request.url).searchParams.get('language'));
  const chosen = languageFrom(cookieOf(request, cookieNames.language));
  return asked ?? chosen ?? preferred(request.headers.get('Accept-Language') ?? '') ?? 'en';
}
