import type { TFunction } from 'i18next';
import type { RouterContextProvider } from 'react-router';
import type { Asked } from '#casework/choice/ledger.server.ts';
import { portalWords } from '#locales/portal-words.ts';
import { languageShown } from './language-shown.server.ts';

type Context = Readonly<RouterContextProvider>;

/** How whatever a page asks is asked, for the ledger. */
export const askedOnPage = (context: Context): Omit<Asked, 'words'> => ({
  how: 'portal',
  askedBy: null,
  answeredAs: 'self',
  language: languageShown(context),
  format: 'standard',
});

/** The words a page showed, exactly: `say` puts them together as the page does, a paragraph each. */
export function wordsShown(
  context: Context,
  key: string,
  say: (t: TFunction) => readonly string[],
): Asked['words'] {
  const language = languageShown(context);
  const text = say(portalWords[language].t).join('\n');
  return { key, text, reviewState: language === 'en' ? 'source' : 'machine' };
}

/** Both, for a page that asks one question. */
export const askedHere = (
  context: Context,
  key: string,
  say: (t: TFunction) => readonly string[],
): Asked => ({
  ...askedOnPage(context),
  words: wordsShown(context, key, say),
});
