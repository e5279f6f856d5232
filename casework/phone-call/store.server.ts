import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Stopped } from '#messaging/outbox.server.ts';
import { victimOfCase } from '../case/store.server.ts';
import type { Asked, WordsShown } from '../choice/ledger.server.ts';
import { answerInvolvement } from '../choice/store.server.ts';
import { recordAttempt } from '../contact-attempt/store.server.ts';
import { confirmContactPoint } from '../contact-point/store.server.ts';
import { changeContactPreference } from '../contact-preference/store.server.ts';
import { holdOf, liftPause } from '../hold/store.server.ts';
import { type IssuedCard, issueInvitation } from '../invitation/store.server.ts';
import { refuseUnlessSpeaks } from '../proxy/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { isAsShown } from '../safe-window/rules.ts';
import { changeSafeWindows } from '../safe-window/store.server.ts';
import { changeWhatToCall, victimOf } from '../victim/store.server.ts';
import type { PhoneCall } from './form.server.ts';

/**
 * What was said, and the exact words that were read out or printed, in which language. `version`, where given, is the contact
 * preference's that the answers not asked for were taken from.
 */
export type TakenDown = Omit<PhoneCall, 'timesShown'> & {
  timesShown?: string;
  version?: number;
  language: Asked['language'];
  words: { involvement: WordsShown; contact: WordsShown };
};

const attempts = {
  phone: { channel: 'phone', outcome: 'reached' },
  visit: { channel: 'visit', outcome: 'met' },
  paper: { channel: 'visit', outcome: 'met' },
  letter: { channel: 'letter', outcome: 'reached', direction: 'in' },
} as const satisfies Record<PhoneCall['how'], object>;

/** Whether the words were read out or read, as the ledger keeps it. */
export const formatOf = (how: PhoneCall['how']): 'standard' | 'spoken' =>
  how === 'paper' || how === 'letter' ? 'standard' : 'spoken';

/**
 * Takes down everything someone said, all of it or nothing: their choices and how to be contacted as said to this member
 * of staff, and the attempt with it. The number they answered is theirs. A word makes a card, whose secret is given back
 * once. Times and a name that are as the page showed them are left as they are by now. Throws ChangedMeanwhileError where the
 * times or the preference were changed under it, NotWaitingError for news that no longer waits, and NotThereError for a case
 * that is not open to this actor, or for an answer by somebody who does not speak for the person.
 */
export async function takeDownOnThePhone(
  tx: Tx<StaffActor>,
  caseId: string,
  said: TakenDown,
): Promise<Stopped & { card: IssuedCard | null }> {
  const victimId = await victimOfCase(tx, caseId);
  const { how, at, direction, interpreterPresent, answeredAs, language, level, words, told } = said;
  await refuseUnlessSpeaks(tx, victimId, answeredAs);
  const format = formatOf(how);
  const asked = { how, askedBy: tx.actor.staffId, answeredAs, language, format };
  const byLevel = level
    ? await answerInvolvement(tx, victimId, level, { ...asked, words: words.involvement })
    : { stopped: [], left: [] };
  if (level && level !== 'nothing') await endRefusalByCard(tx, victimId);
  const preference = preferenceIn(said);
  const byChannel = await changeContactPreference(tx, victimId, preference, {
    ...asked,
    words: words.contact,
  });
  const { windows, timesShown = '' } = said;
  if (!isAsShown(windows, timesShown)) await changeSafeWindows(tx, victimId, windows, timesShown);
  if (said.callMe) await callThem(tx, victimId, said.callMe);
  if (said.spokenOn) await confirmContactPoint(tx, victimId, said.spokenOn);
  const card = said.card && (await issueInvitation(tx, victimId, said.card));
  await recordAttempt(tx, caseId, {
    ...{ direction, at, interpreter: interpreterPresent, note: '', told },
    ...attempts[how],
  });
  tx.record({ action: 'phone_call.taken_down', subjectId: victimId, details: { caseId, how } });
  return { ...together(byLevel, byChannel), card };
}

// What had gone is told once, though two answers were about it.
function together(first: Stopped, second: Stopped): Stopped {
  const told = (one: Stopped['left'][number]) =>
    first.left.some((it) => it.at.getTime() === one.at.getTime() && it.channel === one.channel);
  return {
    stopped: [...first.stopped, ...second.stopped],
    left: [...first.left, ...second.left.filter((one) => !told(one))],
  };
}

function preferenceIn(said: TakenDown) {
  const { channels, textContent, languageSpoken, languageWritten, format, voicemail, interpreter } = said;
  const { version } = said;
  return { channels, textContent, languageSpoken, languageWritten, format, voicemail, interpreter, version };
}

// Whoever said no by the card and now asks to hear from us has taken that no back; any other pause stands.
async function endRefusalByCard(tx: Tx<StaffActor>, victimId: string): Promise<void> {
  const now = await holdOf(tx, victimId);
  if (now.held && now.reason === 'card_refused') await liftPause(tx, victimId);
}

async function callThem(tx: Tx<StaffActor>, victimId: string, callMe: string): Promise<void> {
  const person = await victimOf(tx, victimId);
  if (!person) throw new NotThereError();
  if (person.callMe !== callMe) await changeWhatToCall(tx, victimId, callMe, person.version);
}
