import type { RouterContextProvider } from 'react-router';
import type { Language } from '#locales/languages.ts';
import { unreviewed } from '#locales/unreviewed.ts';
import { checkedOnlyContext, languageContext } from '#web/context.server.ts';

/** The language a page is in: the person's, or English where its words may not be shown before somebody checked them. */
export function languageShown(context: Readonly<RouterContextProvider>): Language {
  const wanted = context.get(languageContext);
  return context.get(checkedOnlyContext) && unreviewed[wanted] ? 'en' : wanted;
}
