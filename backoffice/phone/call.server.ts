import { type Capacity, channels } from '#casework/choice/rules.ts';
import { outcomesOf } from '#casework/contact-attempt/rules.ts';
import { recordAttempt } from '#casework/contact-attempt/store.server.ts';
import { revealContactPoint } from '#casework/contact-point/store.server.ts';
import { proxiesOf } from '#casework/proxy/store.server.ts';
import { ChangedMeanwhileError } from '#casework/refusals.ts';
import { refusesUnreviewed } from '#casework/service/unreviewed.server.ts';
import { meOf } from '#casework/staff/store.server.ts';
import { NotWaitingError } from '#casework/update/told.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { endonyms, type Language } from '#locales/languages.ts';
import { unreviewed } from '#locales/unreviewed.ts';
import { once } from '#web/once.server.ts';
import { type CaseHere, caseHere } from '../case-here.server.ts';
import { timesShown } from '../contact/times-shown.ts';
import { languageName } from '../contact-rules.server.ts';
import { newsShown } from '../news.server.ts';
import { notThereAs404, orNotThere } from '../not-there.server.ts';
import type { Answers } from './answers.server.ts';
import { questionsFor } from './questions.server.ts';
import { type Taken, takeDown } from './take-down.server.ts';

/** What the fields hold before anyone has spoken: what stays unless it is changed. */
const first = ({ it, rules }: CaseHere) => ({ ...timesShown(rules.windows), ...nameShown(it.person.callMe) });
const nameShown = (callMe: string) => ({ callMe, callMeShown: callMe });

/** The language questions may be read out in: theirs, or English where the service refuses words nobody has checked. */
export async function readIn(tx: Tx<StaffActor>, wanted: Language): Promise<Language> {
  return unreviewed[wanted] && (await refusesUnreviewed(tx)) ? 'en' : wanted;
}

/** Those who speak for someone today. */
export const speakersNow = async (tx: Tx<StaffActor>, victimId: string) =>
  (await proxiesOf(tx, victimId)).filter(({ acts }) => acts);

/** Everything the page about a call needs, worded. */
export async function callPage(tx: Tx<StaffActor>, param: string | undefined) {
  const here = await caseHere(tx, param);
  const { shown, rules } = here;
  const { firstName } = await meOf(tx);
  const { languageWritten, voicemail } = rules.preference;
  const language = await readIn(tx, languageWritten);
  const mobiles = rules.points.filter(({ kind }) => kind === 'mobile');
  return {
    shown,
    questions: questionsFor(language, firstName),
    language,
    languageName: endonyms[language],
    onlyEnglish: language === languageWritten ? null : languageName(languageWritten),
    voicemail,
    news: await newsShown(tx, here.it.caseId),
    speakers: (await speakersNow(tx, here.it.victimId)).map(({ kind, name }) => ({ kind, name })),
    mobiles: mobiles.map(({ id, hint, verified }) => ({ id, hint, verified })),
    first: first(here),
    key: crypto.randomUUID(),
  };
}
export type CallPage = Awaited<ReturnType<typeof callPage>>;

/** What stays as it is where a question was not asked. */
export async function standsNow(me: StaffActor, param: string | undefined) {
  const { it, rules, speakers } = await transactionAs(me, async (tx) => {
    const here = await caseHere(tx, param);
    return { ...here, speakers: await speakersNow(tx, here.it.victimId) };
  });
  const { channels: before, interpreter, version } = rules.preference;
  const capacities: Capacity[] = ['self', ...speakers.map(({ kind }) => kind)];
  return {
    channels: channels.filter((channel) => before.includes(channel)),
    ...{ interpreter, version, capacities },
    mobiles: rules.points.filter(({ kind }) => kind === 'mobile').map(({ id }) => id),
    times: timesShown(rules.windows),
    name: nameShown(it.person.callMe),
  };
}

/** The whole of the number to ring; that it was looked at is kept. */
export async function numberToRing(me: StaffActor, param: string | undefined, pointId: string) {
  const value = await transactionAs(me, async (tx) => {
    const { it, rules } = await caseHere(tx, param);
    orNotThere(rules.points.find(({ id }) => id === pointId));
    return revealContactPoint(tx, it.victimId, pointId);
  });
  return { id: pointId, value };
}

export const nobodyOutcomes = ['no_answer', 'voicemail_left', 'wrong_number'] as const;

/** Writes down that nobody could be spoken to, now, once for each form shown. */
export async function nobodyAnswered(
  me: StaffActor,
  param: string | undefined,
  asked: { key: string; outcome: (typeof nobodyOutcomes)[number] },
): Promise<string> {
  orNotThere(outcomesOf('phone').find((outcome) => outcome === asked.outcome));
  return transactionAs(me, async (tx) => {
    const { it } = await caseHere(tx, param);
    return once(tx, asked.key, async () => {
      const attempt = { channel: 'phone', direction: 'out', at: new Date(), interpreter: false } as const;
      await recordAttempt(tx, it.caseId, { ...attempt, outcome: asked.outcome, note: '' });
      return `/cases/${it.caseId}`;
    });
  });
}

const onPaper = ({ how }: Answers) => how === 'paper' || how === 'letter';

/** Why a call could not be kept as it was said: something of it was changed by somebody else meanwhile. */
export function lateIn(error: unknown) {
  if (error instanceof NotWaitingError) return { field: '', problem: 'contactAttempt.told.gone' };
  if (error instanceof ChangedMeanwhileError) return { field: '', problem: 'phoneCall.times.changed' };
  throw error;
}

/**
 * Keeps a call, once for each form shown; the card only the first time. `version` is the contact preference's that stood when
 * the answers were read. Where somebody was quicker nothing is kept, and it gives back what was `late`.
 */
export async function keepCall(
  me: StaffActor,
  param: string | undefined,
  { version, ...answers }: Answers & { version: number },
) {
  const keeping = transactionAs(me, async (tx) => {
    const here = await caseHere(tx, param);
    const { firstName } = await meOf(tx);
    const kept: { taken: Taken | null } = { taken: null };
    const to = await once(tx, answers.key, async () => {
      const saidIn = await readIn(tx, answers.saidIn);
      kept.taken = await takeDown(tx, here, { ...answers, saidIn, version }, firstName);
      const { stopped, left } = kept.taken;
      const page = onPaper(answers) ? 'paper' : 'phone';
      return `/cases/${here.it.caseId}/${page}?saved=1&stopped=${stopped}&left=${left}`;
    });
    return { to, card: kept.taken?.card ?? null };
  });
  return notThereAs404(keeping.catch((error: unknown) => ({ late: lateIn(error) })));
}
