import { createContext, use } from 'react';
import type { Language } from '#locales/languages.ts';

/** What every page's frame needs, also when the page itself was not found or failed. */
export type Shell = {
  /** The language of the page. */
  language: Language;
  /** The one the person chose: another where the page may not be shown in it yet. */
  wanted: Language;
  service: { discreetName: string; phone: string; opens: string; closes: string } | null;
  signedIn: boolean;
  /** The path to come back to when the language is changed. */
  path: string;
  refused: boolean;
};

export const ShellContext = createContext<Shell>({
  language: 'en',
  wanted: 'en',
  service: null,
  signedIn: false,
  path: '/',
  refused: false,
});

export const useShell = () => use(ShellContext);
