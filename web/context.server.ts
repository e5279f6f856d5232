import { createContext } from 'react-router';
import type { Language } from '#locales/languages.ts';
import type { ServiceHere } from './service.server.ts';
import type { DeskSession, PortalSession } from './session.server.ts';

export type Fault = { unavailable: boolean };

/** The service this host belongs to; null on a host nobody set up, where every language and no name is shown. */
export const serviceContext = createContext<ServiceHere | null>(null);
export const languageContext = createContext<Language>('en');
/** Whether this page must not show words that nobody has checked: they are shown in English instead. */
export const checkedOnlyContext = createContext<boolean>(false);
export const portalSessionContext = createContext<PortalSession | null>(null);
export const deskSessionContext = createContext<DeskSession | null>(null);
/** Set by the back office only; the portal has no inline script. */
export const nonceContext = createContext<string | undefined>(undefined);
/** Where a request leaves word that the database was away, so that the answer is 503 and gives the answers back. */
export const faultContext = createContext<Fault>({ unavailable: false });
