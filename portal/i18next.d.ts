import 'i18next';
import type { PortalWords } from '#locales/portal-words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'portal';
    resources: PortalWords;
  }
}
