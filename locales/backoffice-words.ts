import enBackoffice from './en/backoffice.json' with { type: 'json' };
import enCasework from './en/casework.json' with { type: 'json' };
import { speaker } from './speaker.ts';

/** What the back office says. Staff work in English; what they send is in the person's language. */
export const backofficeWords = speaker('en', { backoffice: enBackoffice, casework: enCasework });

export type BackofficeWords = { backoffice: typeof enBackoffice; casework: typeof enCasework };
