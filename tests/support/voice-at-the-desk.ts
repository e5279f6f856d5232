import type { Page } from 'playwright-core';
import type { StaffActor } from '#db/transaction.server.ts';
import { type Examined, examined } from '../papers/pdf-tools.ts';
import { atTheDesk } from './at-the-desk.ts';
import { followLink, leadsOn, wordsOn } from './presses.ts';
import { type Speaker, theirs } from './voice-journey.ts';

const pathOf = (page: Page) => new URL(page.url()).pathname;

/** What staff do at the desk with what somebody says, from the panel it is for to the line the public reads. */
export function voiceAtTheDesk(page: Page, desk: string, she: Speaker) {
  const staff = atTheDesk(page, desk);
  const here: Here = {
    ...{ page, desk, she, staff },
    press: (name) => leadsOn(page, () => page.getByRole('button', { name }).click()),
    async inTheirs(words, inEnglish) {
      await staff.fill({ words, ...(theirs(she) && { english: inEnglish }) });
      if (theirs(she)) await staff.choose('reviewState', 'reviewed');
    },
  };
  return {
    ...{ ...staff, ...passingOn(here), ...answering(here), ...promising(here) },
    seen: () => wordsOn(page),
    follow: (key: string) => followLink(page, staff.t(key)),
    buttons: (key: string) => page.getByRole('button', { name: staff.t(key) }).count(),
  };
}

type Here = {
  page: Page;
  desk: string;
  she: Speaker;
  staff: ReturnType<typeof atTheDesk>;
  press(name: string): Promise<void>;
  inTheirs(words: string, inEnglish: string): Promise<void>;
};

const passingOn = ({ page, desk, she, staff, press }: Here) => ({
  /** Cuts what is proposed from the words that were sent, for the panel. Gives back where the extract stands. */
  async propose(statementId: string) {
    await staff.open(`/statements/${statementId}`);
    await followLink(page, staff.t('statement.extract'));
    await staff.press('extract.open');
    await staff.choose('audience', 'panel');
    await page.selectOption('[name=decisionId]', { index: 1 });
    await staff.fill({ words: she.proposed });
    await staff.press('extract.propose');
    return pathOf(page);
  },
  /** Makes a PDF of what was approved, writes down who was given it and that they read it. */
  async passOn(extract: string): Promise<Examined> {
    await staff.open(extract);
    await staff.press('brief.form.pdf');
    await staff.fill({ name: 'Rowan Lind' });
    await staff.choose('role', 'panel_member');
    await staff.press('brief.give');
    await press(staff.t('brief.wasRead'));
    const saved = page.getByRole('link', { name: staff.t('brief.open.pdf') });
    const answer = await page.request.get(`${desk}${await saved.getAttribute('href')}`);
    return examined(await answer.body());
  },
  /** Makes a sheet of it and gives back what stands on it. */
  async printed(extract: string) {
    await staff.open(extract);
    await staff.press('brief.form.print');
    await followLink(page, staff.t('brief.open.print'));
    return wordsOn(page);
  },
});

const answering = ({ page, she, staff, press, inTheirs }: Here) => ({
  /** Records that the decision was held, and gives back where the difference is told. */
  async recordHeld(caseId: string) {
    await staff.open(`/cases/${caseId}/decisions`);
    await press(staff.t('decision.record'));
    await followLink(page, staff.t('decision.difference'));
    return pathOf(page);
  },
  async tellDifference(decision: string, words: string) {
    await staff.open(decision);
    await inTheirs(words, 'The panel heard it.');
    await press(`Tell ${she.callMe}`);
  },
  /** Writes an answer, up to the last look before it is sent. */
  async answer(words: string) {
    await inTheirs(words, 'We ring you yourself.');
    await staff.press('feedback.reply.preview');
  },
});

const promising = ({ page, she, staff }: Here) => ({
  /** Gathers all that is open to them into a theme with a promise of a colleague's. Gives back where it stands. */
  async beginTheme(owner: StaffActor) {
    await staff.open('/you-said/new');
    await staff.choose('source', 'feedback');
    for (const box of await page.locator('label:has(input[name=feedback])').all()) await box.click();
    const promised = { what: 'Ask each how to reach them', dueOn: '2999-01-01' };
    await staff.fill({ title: 'Speaking to the person', ...promised });
    await page.selectOption('[name=ownerId]', owner.staffId);
    await staff.press('youSaid.new.button');
    return pathOf(page);
  },
  /** Writes down what shows that the promise was kept, and what the public is to read. */
  async showAndWrite(theme: string) {
    await staff.open(theme);
    await staff.fill({ note: 'The forms of a whole month.' });
    await staff.press('youSaid.one.addButton');
    await staff.open(`${theme}/words`);
    const { youSaid, weDid } = she.line;
    await staff.fill({ 'youSaid-en': 'You were not spoken to.', 'weDid-en': 'We ask each person.' });
    await staff.fill({ [`youSaid-${she.language}`]: youSaid, [`weDid-${she.language}`]: weDid });
    await staff.press('youSaid.words.button');
  },
});
