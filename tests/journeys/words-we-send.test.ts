import { beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../../db/set-up.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { leadsOn, wordsOn } from '../support/presses.ts';

const { t } = backofficeWords;
const polishNudge = '/templates/update.nudge?language=pl';

describe('Amira would like to write to people in Polish, in words that Tom has to approve', () => {
  const here = heardHere();
  const [hers, his] = [onePage(here), onePage(here)];
  const amira = () => atTheDesk(hers.page, here.desk);
  const tom = () => atTheDesk(his.page, here.desk);
  const answers = () =>
    rows(
      here.house.database,
      (sql) => sql`
        select r.template, r.channel, r.language, r.asked_by, a.answer, a.answered_by, b.taken_back_by
        from words_request r left join words_answer a on a.request_id = r.id
        left join words_taken_back b on b.request_id = r.id order by r.asked_at`,
    );

  beforeAll(async () => {
    await asOwner(here.house.database.ownerUrl, (owner) =>
      owner.execute(`insert into policy values
        ('${here.house.here.id}', 'message_words', '2020-01-01', '"approved"'),
        ('${here.house.here.id}', 'text_part_pence', '2020-01-01', '4.1')`),
    );
    await amira().signIn(here.house.here.worker);
    await tom().signIn(here.house.here.manager);
  });

  test('she sees that only approved words leave, what a text costs, and that nobody has checked the Polish', async () => {
    await amira().open('/templates');
    expect(await wordsOn(hers.page)).toContain(t('sentWords.rule.approved'));
    expect(await wordsOn(hers.page)).toContain(t('sentWords.price', { price: '4.1p' }));
    await amira().open(polishNudge);
    const seen = await wordsOn(hers.page);
    expect(seen).toContain('Jest coś nowego dla Ciebie. Koniec: odpisz STOP.');
    expect(seen).toContain(t('sentWords.dear', { characters: 'ś' }));
    expect(seen).toContain(t('sentWords.review.machine'));
    expect(seen).toContain(t('sentWords.state.unasked'));
  });

  test('she reads an example at her own address, and nobody else’s is taken', async () => {
    await amira().fill({ email: here.house.here.manager.email });
    await amira().press('sentWords.example.send');
    expect(await wordsOn(hers.page)).toContain('That is not the address you sign in with.');
    await amira().fill({ email: here.house.here.worker.email });
    await amira().press('sentWords.example.send');
    expect(await wordsOn(hers.page)).toContain(t('sentWords.example.done'));
    const mail = await here.letterbox.next(here.house.here.worker.email);
    expect(mail.subject).toBe('Przykład SMS-a');
    expect(mail.body).toContain('Jest coś nowego dla Ciebie. Koniec: odpisz STOP.');
  });

  test('she asks, and cannot answer herself', async () => {
    await amira().open(polishNudge);
    await leadsOn(hers.page, () =>
      hers.page
        .getByRole('button', { name: t('sentWords.ask') })
        .first()
        .click(),
    );
    const seen = await wordsOn(hers.page);
    expect(seen).toContain(t('sentWords.done.asked', { count: 1 }));
    expect(seen).toContain(t('sentWords.forAnother'));
    expect(await hers.page.getByRole('button', { name: t('sentWords.approve') }).count()).toBe(0);
  });

  test('he reads all the Polish, ticks what she asked about and approves it', async () => {
    await tom().open('/templates/in/pl');
    await tom().press('sentWords.all.approveTicked');
    expect(await wordsOn(his.page)).toContain('Choose at least one.');
    await his.page.locator('label').filter({ hasText: 'Something new, by text' }).first().click();
    await tom().press('sentWords.all.approveTicked');
    expect(await wordsOn(his.page)).toContain(t('sentWords.done.approved', { count: 1 }));
    const { worker, manager } = here.house.here;
    expect(await answers()).toMatchObject([
      {
        ...{ template: 'update.nudge', channel: 'text', language: 'pl', answer: 'approved' },
        ...{ asked_by: worker.staffId, answered_by: manager.staffId, taken_back_by: null },
      },
    ]);
  });

  test('and takes it back when somebody tells him that a word is wrong', async () => {
    await tom().open(polishNudge);
    await tom().press('sentWords.takeBack');
    expect(await wordsOn(his.page)).toContain(t('sentWords.state.taken_back'));
    expect(await answers()).toMatchObject([{ taken_back_by: here.house.here.manager.staffId }]);
  });
});
