import { join } from 'node:path';
import { contactRulesOf } from '#casework/contact-preference/store.server.ts';
import { connect, disconnect, transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { repository } from '../repository.ts';
import { peopleOfHollowell } from './people-hollowell.ts';
import { peopleOfRivermead } from './people-rivermead.ts';
import { otherPeopleOfRivermead } from './people-rivermead-south.ts';
import { type Door, doors, type Someone, type Step } from './person.ts';
import { type House, setUpHouse } from './setting-up.ts';
import { keepSignInSheet, type Reached, signInSheet } from './sign-in-sheet.ts';
import { takeThemOn } from './taking-on.ts';
import { fiveSay, whatChanged } from './what-changed.ts';

const everyone = [...peopleOfRivermead, ...otherPeopleOfRivermead, ...peopleOfHollowell];
const atOnce = 4;

/** Where the demonstration is played, by the login of each door; `file` is where it says how to sign in. */
export type Stage = { ownerUrl: string; doorUrls: Record<Door, string>; portalPort: number; file: string };

/** Plays the demonstration into the empty database of the settings, and says in .data/demo.json how to sign in. */
export async function playDemonstration(): Promise<void> {
  const {
    DATABASE_URL: ownerUrl,
    DATABASE_URL_PORTAL: portal,
    DATABASE_URL_BACKOFFICE: office,
  } = environment;
  if (!ownerUrl) throw new Error('Only the owner of the database can set services up');
  await playOn({
    ownerUrl,
    doorUrls: { office, portal },
    portalPort: environment.PORTAL_PORT,
    file: join(repository, '.data/demo.json'),
  });
}

/** Plays the demonstration on a stage: two services, six staff, thirty people and what has happened with each. */
export async function playOn({ ownerUrl, doorUrls, portalPort, file }: Stage): Promise<void> {
  const house = await setUpHouse(ownerUrl);
  const people = await through(doorUrls.office, () => takeEveryoneOn(house));
  await playStories(doorUrls, people);
  const said = await through(doorUrls.portal, () => fiveSay(house, people));
  await through(doorUrls.office, () => whatChanged(house, said));
  const reached = await through(doorUrls.office, () => inTurns(people, reachedNow));
  keepSignInSheet(file, signInSheet(house, reached, portalPort));
}

// A process has one pool and each login its own actors, so the doors are gone through one after the other.
async function through<T>(url: string, work: () => Promise<T>): Promise<T> {
  connect({ url, patienceMs: 30_000, pooled: environment.DATABASE_POOLED, size: atOnce });
  try {
    return await work();
  } finally {
    await disconnect();
  }
}

// One after the other, since some share what happened to them with someone before.
async function takeEveryoneOn({ staff }: House): Promise<Someone[]> {
  const people: Someone[] = [];
  for (const person of everyone) people.push(await takeThemOn(person, staff, people));
  return people;
}

/** Plays every story to its end, in its own order, through one door as far as all of them go before the next. */
async function playStories(doorUrls: Stage['doorUrls'], people: readonly Someone[]): Promise<void> {
  const stories = people.map((who) => ({ who, steps: [...who.person.story] }));
  while (stories.some(({ steps }) => steps.length > 0))
    for (const door of doors)
      await through(doorUrls[door], () =>
        inTurns(stories, async ({ who, steps }) => {
          for (const step of upTo(steps, door)) await step.play(who);
        }),
      );
}

/** Takes the first steps of a story off it, those before another door. */
function upTo(steps: Step[], door: Door): Step[] {
  const elsewhere = steps.findIndex((step) => step.door !== door);
  return steps.splice(0, elsewhere === -1 ? steps.length : elsewhere);
}

/** Does the work for all of them, a few at once, and gives the results in their order. */
async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = all.entries();
  const worker = async () => {
    for (const [index, one] of waiting) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

async function reachedNow(who: Someone): Promise<Reached> {
  const { openNow } = await transactionAs(who.worker, (tx) => contactRulesOf(tx, who.victimId));
  return { ...who, reachableNow: openNow };
}
