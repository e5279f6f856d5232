import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBrief } from '#casework/brief/store.server.ts';
import { tagsForm } from '#casework/feedback/form.server.ts';
import { feedbackOf, giveToOwner, tagFeedback } from '#casework/feedback/inbox.server.ts';
import { publishLine } from '#casework/public-line/approval.server.ts';
import { harmlessText } from '#casework/statement/plain-text.ts';
import { addStaff, asOwner } from '#db/set-up.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { csvFile } from '#web/csv.ts';
import { beginSession } from '#web/session.server.ts';
import { answerTo, propose, whoSent } from '../support/extracts.ts';
import { fetched } from '../support/fetched.ts';
import { aHouse } from '../support/house.ts';
import { canariesIn, injectionsFor, packed } from '../support/injections/corpus.ts';
import { type Running, startHeard } from '../support/running.ts';
import { sayAnonymously } from '../support/told-us.ts';
import { words, youSaidIn } from '../support/you-said.ts';
import { examined } from './pdf-tools.ts';
import { openedInCalc } from './spreadsheet.ts';

const house = aHouse();
const heard = {} as { running: Running };
beforeAll(async () => {
  heard.running = await startHeard(house.database);
});
afterAll(() => heard.running.stop());

const cookies = { portal: '__Host-p', backoffice: '__Host-b' } as const;
const strings = injectionsFor(0);
const [arabic, english] = ['شعرت بالخوف ولم أنم', 'I did not sleep for weeks.'];

async function saved(site: keyof typeof cookies, session: string, path: string): Promise<Buffer> {
  const cookie = `${cookies[site]}=${session}`;
  const { status, bytes } = await fetched(
    `${heard.running[site].url}${path}`,
    `${house.here.slug}.localhost`,
    cookie,
  );
  expect(status).toBe(200);
  return bytes;
}

/** What of a text any reader of papers gives back: what is set may be broken at a hyphen, spaced and joined otherwise. */
const inked = (text: string) => harmlessText(text).replace(/[^!-,.-~]/gu, '');

async function isInert(pdf: Buffer) {
  const { check, info, text, plain } = await examined(pdf);
  expect(check).toContain('No syntax or stream encoding errors');
  const objects = plain.replace(/\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>/g, '');
  expect(objects).not.toMatch(
    /\/(JS|JavaScript|OpenAction|AA|Launch|URI|EmbeddedFiles?|AcroForm|RichMedia|GoToR|SubmitForm)\b/,
  );
  expect(info).toMatch(/^JavaScript: +no$/m);
  expect(info).not.toMatch(/Author|Producer|Keywords|Subject|CreationDate|ModDate/);
  const read = inked(text);
  expect(strings.filter((one) => !read.includes(inked(one.text))).map((one) => one.text)).toEqual([]);
  expect(text.replace(/\s+/g, ' ')).toContain(english);
  expect(text.replace(/\s+/g, ' ')).toContain(arabic);
}

describe('papers with every string in them', () => {
  const said = harmlessText([english, arabic, ...strings.map(({ text }) => text)].join('\n\n'));

  test('are sound, act on nothing, say nothing of who made them, and give back their words in English and Arabic', async () => {
    const { worker } = house.here;
    const who = await whoSent(worker, said);
    const made = await propose(worker, who.statementId, english);
    if ('problem' in made) throw new Error(made.problem);
    await answerTo(who, 1, said);
    const { briefId } = await transactionAs(worker, (tx) => makeBrief(tx, made.extractId, 'pdf'));
    const desk = await transactionAs(worker, (tx) => beginSession(tx, 'full'));
    const home = await transactionAs(who.me, (tx) => beginSession(tx, 'full'));
    await isInert(await saved('backoffice', desk, `/briefs/${briefId}.pdf`));
    await isInert(await saved('portal', home, '/words/1/copy.pdf'));
  });
});

/** The cells of a table that say one of these strings otherwise than it was typed, but for the mark that makes it words. */
function misread(cells: readonly string[], typed: readonly string[]): string[] {
  const bare = (text: string) =>
    text
      .replace(/[^\P{C}\n]/gu, '')
      .replace(/\s+/gu, ' ')
      .replace(/^[\s']+/, '')
      .trim();
  const read = new Set(cells.map(bare));
  return typed.filter((one) => !read.has(bare(one)));
}

describe('tables with every string in them, opened in LibreOffice by a careless reader', () => {
  test('have no formula and lead nowhere, and every cell says what was typed', async () => {
    const rows = strings.flatMap(({ text }) => [[text], [harmlessText(text)]]);
    const { formulas, links, cells } = await openedInCalc(csvFile(rows));
    expect({ formulas, links }).toEqual({ formulas: [], links: [] });
    expect(misread(cells, rows.flat())).toEqual([]);
  });

  test('are noticed when they are written as they were typed', async () => {
    const bare = strings.map(({ text }) => `"${text.replaceAll('"', '""')}"\r\n`).join('');
    expect((await openedInCalc(bare)).formulas.length).toBeGreaterThan(5);
  });

  test('what we did about what was said: none of its lines is a formula', async () => {
    const staff = youSaidIn(house);
    const values = packed(strings, 600, '\n').map(({ text }) => harmlessText(text));
    for (let at = 0; at < values.length; at += 2) {
      const [youSaid = '', weDid = 'Done.'] = values.slice(at, at + 2);
      const themeId = await staff.begin();
      await staff.write(themeId, { ...words, en: { youSaid, weDid, reviewState: 'own_words' } });
      await staff.approve(themeId);
      const { lineId } = await staff.newest(themeId);
      await transactionAs(house.here.worker, (tx) => publishLine(tx, lineId));
    }
    const table = await saved('portal', 'nobody', '/public/you-said.csv');
    const { formulas, cells } = await openedInCalc(table);
    expect(formulas).toEqual([]);
    expect(canariesIn(cells.join('\n')).length).toBeGreaterThan(500);
  });

  test('what people told us: neither its tags nor the names of staff are formulas', async () => {
    const { manager } = house.here;
    for (const [at, name] of ['=1+1', '@SUM(1)', '+1', '-1', '=HYPERLINK("//canary.invalid/1")'].entries()) {
      const { id } = await sayAnonymously(house.here.id);
      const staffId = await asOwner(house.database.ownerUrl, (owner) =>
        addStaff(owner, {
          ...{ serviceId: house.here.id, role: 'worker', team: null, firstName: name, name },
          ...{
            email: `a${at}@b.example`,
            password: 'correct horse',
            totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
          },
        }),
      );
      const line = strings.slice(at * 100, at * 100 + 10).map(({ text }) => text);
      await transactionAs(manager, async (tx) => {
        const { version } = await feedbackOf(tx, id);
        const { tags } = tagsForm.parse({ tags: line.join(','), version });
        await giveToOwner(tx, id, staffId, version);
        await tagFeedback(tx, id, tags, version + 1);
      });
    }
    const desk = await transactionAs(manager, (tx) => beginSession(tx, 'full'));
    const { formulas, links, cells } = await openedInCalc(
      await saved('backoffice', desk, '/feedback.csv?state=all'),
    );
    expect({ formulas, links }).toEqual({ formulas: [], links: [] });
    expect(cells.filter((cell) => /HYPERLINK|SUM/.test(cell))).toHaveLength(2);
  });
});
