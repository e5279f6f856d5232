import type { i18n } from 'i18next';
import arCasework from './ar/casework.json' with { type: 'json' };
import arPortal from './ar/portal.json' with { type: 'json' };
import cyCasework from './cy/casework.json' with { type: 'json' };
import cyPortal from './cy/portal.json' with { type: 'json' };
import enCasework from './en/casework.json' with { type: 'json' };
import enPortal from './en/portal.json' with { type: 'json' };
import type { Language } from './languages.ts';
import plCasework from './pl/casework.json' with { type: 'json' };
import plPortal from './pl/portal.json' with { type: 'json' };
import { speaker } from './speaker.ts';
import urCasework from './ur/casework.json' with { type: 'json' };
import urPortal from './ur/portal.json' with { type: 'json' };

/** What the portal says, one speaker a language, made once. */
export const portalWords: Record<Language, i18n> = {
  en: speaker('en', { portal: enPortal, casework: enCasework }),
  cy: speaker('cy', { portal: cyPortal, casework: cyCasework }),
  pl: speaker('pl', { portal: plPortal, casework: plCasework }),
  ur: speaker('ur', { portal: urPortal, casework: urCasework }),
  ar: speaker('ar', { portal: arPortal, casework: arCasework }),
};

export type PortalWords = { portal: typeof enPortal; casework: typeof enCasework };
