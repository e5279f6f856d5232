import i18next, { type i18n } from 'i18next';
import type { Language } from './languages.ts';

/** One i18next of one language, ready at once because its words are already here. */
export function speaker(language: Language, rooms: Record<string, object>): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    ns: Object.keys(rooms),
    resources: { [language]: { ...rooms } },
    interpolation: { escapeValue: false },
  });
  return instance;
}
