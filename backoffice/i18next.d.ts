import 'i18next';
import type { BackofficeWords } from '#locales/backoffice-words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'backoffice';
    resources: BackofficeWords;
  }
}
