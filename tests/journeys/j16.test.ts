import { beforeAll, describe, expect, test } from 'vitest';
import { tellingWordsIn } from '#messaging/messages/telling-words.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { asRead } from '../papers/pdf-tools.ts';
import { atHome } from '../support/at-home.ts';
import { rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import type { SomeonesCase } from '../support/people.ts';
import { tablesHolding } from '../support/posted-card.ts';
import { followLink, wordsOn } from '../support/presses.ts';
import { voiceAtTheDesk } from '../support/voice-at-the-desk.ts';
import { nudges, voiceHeld, whatItCameTo } from '../support/voice-held.ts';
import {
  bySql,
  byUrl,
  fourMoreSay,
  speakerKnown,
  speakers,
  theChild,
  theirs,
} from '../support/voice-journey.ts';
import { chainsHold } from '../support/what-is-held.ts';
import { getsWordsBySql, lastStatement } from '../support/words-held.ts';

describe.each(speakers)(
  '$name speaks up (in $language, scripts: $javaScript), and it changes something',
  (she) => {
    const here = heardHere();
    const { language, javaScript, mobile } = she;
    const phone = onePage(here, { language, javaScript, width: 390 });
    const [amiras, toms] = [onePage(here), onePage(here)];
    const home = () => atHome(phone.page, here.portal, language);
    const amira = () => voiceAtTheDesk(amiras.page, here.desk, she);
    const tom = () => voiceAtTheDesk(toms.page, here.desk, she);
    const { t } = portalWords[language];
    const seen = () => wordsOn(phone.page);
    const goTo = (path: string) => phone.page.goto(`${here.portal}${path}`);
    const held = () => voiceHeld(here.house, who);
    const who = {} as SomeonesCase;
    const paths = { extract: '', decision: '', theme: '' };
    const none = (text: string, words: readonly string[] = she.marks) =>
      expect(words.filter((word) => text.includes(word))).toEqual([]);

    /** The next sheet to her: in her language, and nothing in it that tells anybody anything. */
    async function hears(kind: keyof typeof nudges) {
      const sheet = await here.letterbox.next(mobile);
      expect(sheet).toMatchObject({ channel: 'text', language });
      expect(sheet.body).toContain(nudges[kind][theirs(she) ? 'ur' : 'en']);
      expect(tellingWordsIn(sheet.body, language, 'screen')).toEqual([]);
      none(sheet.body, [...she.marks, 'Amira', 'Tom', theChild]);
    }

    beforeAll(async () => {
      const { worker, manager } = here.house.here;
      Object.assign(who, await speakerKnown(worker, she));
      await amira().signIn(worker);
      await tom().signIn(manager);
    });

    test('she writes a draft that nobody else can open, by any page or by SQL', async () => {
      await home().comeBack(she.typed, mobile, here.letterbox);
      await goTo('/home');
      await home().follow('words.home.begin');
      await home().follow('words.begin.link');
      await home().follow('words.before.ways.free');
      await phone.page.fill('[name=words]', she.written);
      if (javaScript) await phone.page.locator('[data-saving=kept]').waitFor();
      else await home().press('words.write.saveStop');
      const { worker, manager, auditor } = here.house.here;
      for (const staff of [worker, manager]) {
        const open = await byUrl(here.desk, staff);
        for (const path of ['/', '/cases', `/cases/${who.caseId}`, `/cases/${who.caseId}/decisions`])
          none((await open(path)).text, she.written.split('\n\n'));
      }
      for (const staff of [worker, manager, auditor])
        expect(await bySql(staff, ['statement_draft', 'draft_beside'])).toEqual(['42501', '42501']);
      expect(await held()).toMatchObject({ statements: [], drafts: [{}] });
    });

    test('she sees who could read it, nobody chosen for her, and sends it to the panel only', async () => {
      await goTo('/words');
      await home().follow('words.draft.who');
      expect(await seen()).toContain(t('words.audience.panel.example'));
      expect(await phone.page.locator(':checked').count()).toBe(0);
      await phone.page.check('[name=panel][value=agreed]');
      await phone.page.check('[name=child][value=declined]');
      await home().press('words.who.submit');
      expect(await seen()).toContain(she.proposed);
      expect(await seen()).toContain(t('words.private'));
      await home().press('words.audience.panel.send');
      expect(await home().heading()).toBe(t('words.sent.title'));
      expect((await held()).drafts).toEqual([]);
    });

    test('her worker says why and opens it, and her page says who, in what role and why', async () => {
      const elsewhere = await getsWordsBySql(
        here.house.elsewhere.worker,
        await lastStatement(here.house, who),
      );
      expect(elsewhere).toBe(false);
      await amira().open(`/cases/${who.caseId}`);
      await followLink(amiras.page, 'Number 1');
      none(await amiras.page.content(), she.written.split('\n\n'));
      await amira().choose('why', 'prepare_extract');
      await amira().press('statement.open.button');
      expect(await amira().seen()).toContain(she.proposed);
      await goTo('/words/1');
      for (const said of ['Amira', t('words.one.role.worker'), t('words.one.why.prepare_extract')])
        expect(await seen()).toContain(said);
    });

    test('her worker proposes some of it, and a text says only that there is a question', async () => {
      paths.extract = await amira().propose(await lastStatement(here.house, who));
      expect(await amira().seen()).toContain(amira().t('extract.state.proposed'));
      expect(await amira().seen()).toContain(amira().t('statement.notice.text'));
      expect(await amira().buttons('brief.form.pdf')).toBe(0);
      await hears('question');
    });

    test('her home page asks her to look, she changes a word, and says yes to exactly that', async () => {
      await goTo('/home');
      await home().follow('words.home.look');
      expect(await phone.page.inputValue('[name=words]')).toBe(she.proposed);
      await phone.page.fill('[name=words]', she.approved);
      await home().press('words.extract.approved');
      expect(await seen()).toContain(t('words.extract.exactly'));
      expect(await seen()).toContain(she.approved);
      await goTo('/home');
      expect(await seen()).not.toContain(t('words.home.look'));
    });

    test('exactly that leaves, on a sheet and as a PDF, with nothing of who she is, and who read it is kept', async () => {
      const pdf = await amira().passOn(paths.extract);
      expect(pdf.check).toContain('No syntax or stream encoding errors');
      const sheet = asRead(await amira().printed(paths.extract));
      expect(sheet).toContain(she.approved);
      // A Nastaliq letter is drawn of several glyphs, and poppler gives each of them back.
      if (!theirs(she)) expect(asRead(pdf.text)).toContain(she.approved);
      const whole = [...she.written.split('\n\n'), she.name, she.callMe, '700900', 'example.org', 'Lind'];
      for (const paper of [sheet, asRead(pdf.text)]) none(paper, whole);
      await goTo('/words');
      expect(await seen()).toContain(t('words.used.role.panel_member'));
      expect(await seen()).not.toContain('Lind');
    });

    test('the panel was held: a note that names the child is kept from her, and another reaches her page', async () => {
      paths.decision = await amira().recordHeld(who.caseId);
      await amira().tellDifference(paths.decision, `${theChild}. ${she.note}`);
      expect(await amira().seen()).toContain(amira().t('difference.heldNote'));
      await goTo('/home');
      expect(await seen()).not.toContain(t('words.home.difference'));
      await amira().follow('difference.heldLook');
      await amira().press('leak.takeBack');
      await amira().tellDifference(paths.decision, she.note);
      await hears('update');
      await goTo('/home');
      await home().follow('words.home.difference');
      expect(await seen()).toContain(she.note);
      expect(await seen()).not.toContain(theChild);
      expect((await seen()).includes(t('say.one.reviewed'))).toBe(theirs(she));
      await goTo('/home');
      expect(await seen()).not.toContain(t('words.home.difference'));
    });

    test('she says what her worker is not to see, and her worker does not, by any page or by SQL', async () => {
      await goTo('/home');
      await home().follow('home.change.say');
      await phone.page.check('[name=about][value=worker]');
      await phone.page.fill('[name=words]', she.said);
      await phone.page.check('[name=notMyWorker]');
      await phone.page.check('[name=wantsAnswer][value=yes]');
      await home().press('say.send');
      expect(await seen()).toContain(t('say.done.hidden'));
      const { worker } = here.house.here;
      const open = await byUrl(here.desk, worker);
      const [told] = await rows(here.house.database, (sql) => sql<{ id: string }[]>`select id from feedback`);
      expect((await open(`/feedback/${told?.id}`)).status).toBe(404);
      const lists = ['/', '/feedback?state=all', '/feedback.csv?state=all', '/you-said/new', '/messages'];
      for (const path of [...lists, `/cases/${who.caseId}`])
        none((await open(path)).text, [she.said, String(told?.id)]);
      expect(await bySql(worker, ['feedback', 'reply', 'reply_notice'])).toEqual([0, 0, 0]);
    });

    test('a manager answers in her language by the day that was promised, and she reads it', async () => {
      await tom().open('/feedback');
      await followLink(toms.page, she.name);
      expect(await tom().seen()).toContain(she.said);
      await tom().answer(she.reply);
      expect(await toms.page.locator('main mark').count()).toBe(0);
      await tom().press('feedback.reply.send');
      await hears('reply');
      await goTo('/home');
      await home().follow('say.answer');
      expect(await seen()).toContain(she.reply);
      await phone.page.check('[name=verdict][value=answers]');
      await home().press('say.one.send');
      expect(await seen()).toContain(t('say.state.closed'));
      const { worker } = here.house.here;
      expect(await bySql(worker, ['feedback', 'reply', 'reply_notice'])).toEqual([0, 0, 0]);
    });

    test('five people said it: a promise, what shows it, a second look, a second person, and anybody reads it', async () => {
      const { worker } = here.house.here;
      await fourMoreSay(worker);
      paths.theme = await tom().beginTheme(worker);
      await amira().showAndWrite(paths.theme);
      expect(await amira().buttons('youSaid.one.approve')).toBe(0);
      await tom().open(paths.theme);
      for (const act of ['shown', 'approve', 'publish']) await tom().press(`youSaid.one.${act}`);
      const stranger = { browser: here.browser, javaScript: false, language };
      const read = await withPage(stranger, async (page) => {
        await page.goto(`${here.portal}/public/you-said`);
        return wordsOn(page);
      });
      expect(read).toContain(she.line.weDid);
      expect(read).toContain(t('youSaid.did.done'));
      none(read);
    });

    test('she is told of it herself, by a text that says nothing and on her own page', async () => {
      await tom().press('youSaid.one.tellButton');
      expect(await tom().seen()).toContain('1 person told.');
      await hears('reply');
      await goTo('/home');
      await home().follow('youSaid.home.one');
      expect(await seen()).toContain(she.line.weDid);
      const [seenBySql] = await bySql(here.house.here.worker, ['line_notice']);
      expect(seenBySql).toBe(0);
    });

    test('PostgreSQL holds each step as it was, and not one of her words in clear', async () => {
      expect(await held()).toEqual(whatItCameTo(she));
      expect(await tablesHolding(here.house, [...she.marks, theChild])).toEqual([]);
      expect(await chainsHold(here.house.here, who.victimId)).toEqual({ ledger: true, audit: true });
    });

    test('the provider was given a code and four texts to her number, and nobody else anything', async () => {
      const sheets = await here.letterbox.everything();
      const given = sheets.map((sheet) => [sheet.to, sheet.channel, sheet.language]);
      expect(given).toEqual(Array.from({ length: 5 }, () => [mobile, 'text', language]));
      none(JSON.stringify(sheets), [...she.marks, theChild, 'Amira', 'Rivermead']);
    });
  },
);
