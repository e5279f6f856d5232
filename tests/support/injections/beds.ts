import type { Bed } from './bed.ts';
import { ownBeds } from './own-beds.ts';
import { serviceBeds } from './service-beds.ts';
import { severalBeds } from './several-beds.ts';
import { staffBeds } from './staff-beds.ts';

/**
 * Every field whose words are kept and shown, with how they get there. What goes to the public comes first: names that were
 * taken down since would keep it back.
 */
export const beds: Readonly<Record<string, Bed>> = {
  ...serviceBeds,
  ...ownBeds,
  ...staffBeds,
  ...severalBeds,
};

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const times = weekdays.flatMap((day) => [`opens${day}`, `closes${day}`]);
const all = (names: readonly string[], why: string) => Object.fromEntries(names.map((name) => [name, why]));

/** Every field that takes words and has no bed of its own, and why: nothing is kept, or what is kept is planted elsewhere. */
export const notPlanted: Readonly<Record<string, string>> = {
  ...all(
    ['cy', 'pl', 'ur', 'ar'].flatMap((code) => [`batch batchForm.happened_${code}`, `batch batchForm.next_${code}`]),
    'kept and shown as the English words for several people are',
  ),
  ...all(
    ['authenticator authenticatorForm.word', 'invitation cardForm.word', 'invitation invitationForm.word', 'invitation word',
      'phone-call phoneCallForm.word', 'sign-in-code codeForm.word'],
    'a word for a card is kept as a slow hash',
  ),
  ...all(['staff staffSignInForm.email', 'staff staffSignInForm.password', 'staff staffSignInForm.code', 'batch confirmForm.code',
    'phone-call phoneCallForm.callMeShown', 'phone-call phoneCallForm.timesShown', 'start-again startAgainForm.seen'], 'compared and kept nowhere'),
  ...all(
    ['case caseForm.receivedOn', 'case caseForm.receivedAt', 'contact-attempt attemptForm.on', 'contact-attempt attemptForm.time',
      'phone-call phoneCallForm.date', 'phone-call phoneCallForm.time'],
    'only a day or an hour is read from it',
  ),
  ...all(times.flatMap((time) => [`safe-window safeWindowsForm.${time}`, `phone-call phoneCallForm.${time}`]), 'only an hour is read from it'),
  ...all(['intake pointsForm.mobile', 'intake pointsForm.email'], 'only a number or an address is read from it'),
  'choice choicesForm.*': 'only an answer is read from it',
  'conflict conflictForm.reference': 'only the reference of a case is read from it',
  'feedback inboxFilters.tag': 'looked for in the inbox and kept nowhere',
  'feedback tagsForm.tags': 'kept as small letters, figures and hyphens',
  'leak identifierForm.words': 'kept as keyed hashes, never as words',
  ...all(['intake intakeForm.*', 'intake pointsForm.address'], 'made of the forms of a person, a point and an adjustment'),
  ...all(['phone-call phoneCallForm.callMe', 'victim callMe', 'victim personForm.callMe'], 'kept as victim callMeForm.callMe is'),
  ...all(['phone-call phoneCallForm.languageSpoken', 'victim personForm.languageSpoken'], 'kept as that of the contact preference is'),
}; // biome-ignore format: names beside the reason
