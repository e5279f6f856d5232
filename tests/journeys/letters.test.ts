import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { changeAdjustments } from '../../casework/adjustment/store.server.ts';
import { localDate } from '../../casework/working-day/rules.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { auditOf, rows } from '../support/audit-of.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { cardByLetter, newsByLetter, noLetters, someoneWithAnAddress } from '../support/letters.ts';
import { safeAt } from '../support/posted-card.ts';
import { pressButton, wordsOn } from '../support/presses.ts';
import { answer } from '../support/someone.ts';

const { t } = backofficeWords;
const here = heardHere();
type Addressee = Awaited<ReturnType<typeof someoneWithAnAddress>>;
const people = {} as { invited: Addressee; told: Addressee; unsure: Addressee };
const today = localDate(new Date());

async function living(house: number): Promise<Addressee> {
  const who = await someoneWithAnAddress(
    here.house.here.worker,
    `${house} Greengage Lane\nRivermead\nRM1 2AB`,
  );
  await safeAt(here.house, who.victimId, 'now');
  return who;
}

beforeAll(async () => {
  const { worker } = here.house.here;
  Object.assign(people, { invited: await living(1), told: await living(2), unsure: await living(3) });
  await cardByLetter(worker, people.invited);
  await newsByLetter(worker, people.told);
  await newsByLetter(worker, people.unsure);
});

const lettersOf = ({ victimId }: Addressee) =>
  rows(
    here.house.database,
    (sql) => sql<{ state: string; failure_code: string | null; nothing_kept: boolean }[]>`
      select state, failure_code, coalesce(sealed_facts, sealed_body) is null as nothing_kept from message
      where victim_id = ${victimId} and channel = 'letter'`,
  );

const hasComeToBePrinted = (whose: readonly Addressee[]) =>
  vi.waitFor(
    async () => {
      for (const who of whose) expect(await lettersOf(who)).toMatchObject([{ state: 'accepted' }]);
    },
    { timeout: 20_000, interval: 100 },
  );

describe('Amira, with letters to post', () => {
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const words = () => wordsOn(shown.page);
  const print = async () => {
    const [file] = await Promise.all([
      shown.page.waitForEvent('download'),
      shown.page
        .getByRole('button', { name: /^Print \d|^Print one/ })
        .first()
        .click(),
    ]);
    return readFile(await file.path());
  };

  test('puts what came into one pile and prints it, which is kept each time', async () => {
    await hasComeToBePrinted(Object.values(people));
    await desk().signIn(here.house.here.worker);
    await desk().open('/letters');
    expect(await words()).toContain('Invitation, with a card');
    await pressButton(shown.page, t('letters.make', { count: 3 }));
    expect(await words()).toContain(t('letters.state.open'));
    for (const printed of [await print(), await print()])
      expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
    await shown.page.reload();
    expect((await words()).match(/by Amira: 3 letters/g)).toHaveLength(2);
  });

  test('cannot mark it posted while a letter is in it of somebody who has said no since', async () => {
    await answer(people.unsure, 'contact//letter', 'declined');
    await desk().press('letters.run.posted');
    expect(await words()).toContain(t('letters.run.takeOut', { count: 1 }));
    expect(await words()).toContain('A letter has to come out of the pile first.');
    expect(await lettersOf(people.told)).toMatchObject([{ state: 'accepted' }]);
    await pressButton(shown.page, await takenOutWords());
    expect(await words()).not.toContain(t('letters.run.takeOutBody'));
    await desk().press('letters.run.posted');
    expect(await words()).toContain(t('letters.run.outcome.posted'));
  });

  const takenOutWords = async () =>
    (await shown.page
      .getByRole('button', { name: /is taken out$/ })
      .first()
      .textContent()) ?? '';

  test('notes a letter that came back, by what stands at its foot', async () => {
    const reference = await rows(here.house.database, async (sql) => {
      const [row] = await sql<{ reference: string }[]>`
        select reference from printed_letter where victim_id = ${people.told.victimId}`;
      return String(row?.reference);
    });
    await desk().open('/letters/returned');
    await desk().fill({
      reference: `${reference.slice(0, 3)} ${reference.slice(3).toLowerCase()}`,
      on: today,
    });
    await desk().choose('why', 'gone_away');
    await desk().press('letters.returned.keep');
    expect(await words()).toContain(t('letters.returned.done'));
    await shown.page.getByRole('link', { name: t('letters.returned.task') }).click();
    await shown.page.waitForURL(/\/tasks\//);
    expect(await words()).toContain(t('task.means.letter_returned'));
  });

  test('has posted what people agreed to and nothing else, and PostgreSQL says so', async () => {
    expect(await lettersOf(people.invited)).toEqual([
      { state: 'sent', failure_code: null, nothing_kept: true },
    ]);
    expect(await lettersOf(people.told)).toMatchObject([{ state: 'undelivered', failure_code: 'returned' }]);
    expect(await lettersOf(people.unsure)).toEqual([
      { state: 'cancelled', failure_code: null, nothing_kept: true },
    ]);
    const held = await rows(
      here.house.database,
      (sql) => sql`
        select l.outcome, l.returned_why, p.bad_at is not null as bad,
          array(select direction || ' ' || outcome from contact_attempt a where a.victim_id = l.victim_id order by recorded_at) as log
        from printed_letter l
        join contact_point p on p.victim_id = l.victim_id and p.kind = 'address' order by l.number`,
    );
    expect([...held].sort((one, other) => String(one.outcome).localeCompare(String(other.outcome)))).toEqual(
      expect.arrayContaining([
        { outcome: 'posted', returned_why: null, bad: false, log: ['out letter_sent'] },
        {
          ...{ outcome: 'posted', returned_why: 'gone_away', bad: true },
          log: ['out letter_sent', 'in letter_returned'],
        },
        { outcome: 'taken_out', returned_why: null, bad: false, log: [] },
      ]),
    );
    const [printed] = await rows(
      here.house.database,
      (sql) => sql`select count(*)::int as times, sum(letters)::int as letters from printing`,
    );
    expect(printed).toEqual({ times: 2, letters: 6 });
    expect(await auditOf(here.house.database, people.told.victimId)).toContain('letter.returned');
  });

  test('is told which letter of a pile was not printed, prints it, and posts it with the other', async () => {
    const { worker } = here.house.here;
    const [told, away] = [await living(4), await living(5)];
    for (const who of [told, away]) await newsByLetter(worker, who);
    await hasComeToBePrinted([told, away]);
    await desk().open('/letters');
    await pressButton(shown.page, t('letters.make', { count: 2 }));
    await noLetters(worker, away);
    await print();
    await transactionAs(worker, (tx) => changeAdjustments(tx, away.victimId, []));
    await desk().press('letters.run.posted');
    expect(await words()).toContain('A letter of this pile is not printed.');
    expect(await words()).toContain(t('letters.run.notPrinted', { count: 1 }));
    for (const who of [told, away]) expect(await lettersOf(who)).toMatchObject([{ state: 'accepted' }]);
    const [file] = await Promise.all([
      shown.page.waitForEvent('download'),
      shown.page.getByRole('button', { name: t('letters.run.printMissing', { count: 1 }) }).click(),
    ]);
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
    await shown.page.reload();
    expect(await words()).not.toContain(t('letters.run.notPrinted', { count: 1 }));
    await desk().press('letters.run.posted');
    for (const who of [told, away]) expect(await lettersOf(who)).toMatchObject([{ state: 'sent' }]);
  });
});
