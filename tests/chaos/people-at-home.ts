import { setTimeout as pause } from 'node:timers/promises';
import { asked, formWith, type Site } from './at-a-site.ts';

/** Somebody who takes their yes to this back once the whole has come so far, from 0 to 1. */
export type Leaving = { cookie: string; choiceId: string; at: number };

/** People at home, some at a time, who open the page of their choices and take their yes back there. */
export async function takeBack(site: Site, leaving: readonly Leaving[], far: () => number): Promise<void> {
  const turns = leaving.toSorted((a, b) => a.at - b.at);
  const atHome = async () => {
    for (let one = turns.shift(); one; one = turns.shift()) {
      while (far() < one.at) await pause(20);
      await takeOneBack(site, one);
    }
  };
  await Promise.all([atHome(), atHome(), atHome()]);
}

async function takeOneBack(site: Site, { cookie, choiceId }: Leaving): Promise<void> {
  const path = '/choices/updates';
  const form = formWith(await asked(site, cookie, path), path, choiceId);
  if (!form) throw new Error('Nobody was asked whether they want to hear');
  const said = form.map(([name, value]): [string, string] => [name, name === choiceId ? 'declined' : value]);
  const { status, location } = await asked(site, cookie, path, said);
  // Sent a second time it is answered as it was the first: it did say something new.
  if (status !== 303 || !location.startsWith('/choices/done?'))
    throw new Error(`A yes taken back was answered ${status} ${location}`);
}
