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

/**
 * The language to go on in for somebody who signs in here: the one they are written to in, or null where it is not for us
 * to say, since this browser has chosen one. English is also what stands where nobody has asked, so it takes no other
 * language away from a browser that asks for it.
 */
export function languageSignedIn(request: Request, written: Language): Language | null {
  const asked = new URL(request.url).searchParams.get('language');
  const chosen = languageFrom(asked) ?? languageFrom(cookieOf(request, cookieNames.language));
  return chosen || written === 'en' ? null : written;
}
