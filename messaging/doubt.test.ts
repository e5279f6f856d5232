import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { contactPointsOf } from '../casework/contact-point/store.server.ts';
import { contactRulesOf } from '../casework/contact-preference/store.server.ts';
import { tokenHash } from '../db/sealing.server.ts';
import { transactionAs } from '../db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, wednesdayNoon } from '../tests/support/messages-in.ts';
import { type ReachablePerson, reachablePerson } from '../tests/support/reachable-person.ts';
import { sendDue } from './deliver.server.ts';
import type { MessageFacts } from './messages/facts.ts';
import { takeReceipt } from './receipts.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, tasksOf, emptyQueue } = messagesIn(house);
beforeEach(() => emptyQueue());

const news: MessageFacts = {
  kind: 'update',
  content: 'sentence',
  sentenceKey: 'finished',
  phone: '01632 960001',
};

async function whoWantsNews(): Promise<ReachablePerson> {
  const person = await newPerson();
  await db()`update contact_preference set text_content = 'sentence' where victim_id = ${person.victimId}`;
  return person;
}

/** A text with news, and what Twilio said became of it; gives back the words that left. */
async function textOf(person: ReachablePerson, became: 'delivered' | 'undelivered', code = '30003') {
  const { given, providerFor } = answering({ state: 'accepted', providerId: `SM${randomUUID()}` });
  const id = await queue(person, news);
  await sendDue(house.here.id, { at: wednesdayNoon, providerFor });
  const token = randomBytes(24).toString('base64url');
  await db()`update attempt set callback_hash = ${tokenHash(token)} where message_id = ${id}`;
  const [row] = await db()`select provider_id from message where id = ${id}`;
  const receipt = { providerId: String(row?.provider_id), raw: became, state: became };
  await takeReceipt(token, { ...receipt, code: became === 'undelivered' ? code : null });
  return given[0]?.text ?? null;
}

const doubtOf = async ({ mobile }: ReachablePerson) => {
  const [row] =
    await db()`select doubt, bad_at is not null as bad from contact_point where id = ${mobile.id}`;
  return row;
};
const saysNews = (text: string | null) => text?.includes('It has now come to an end') === true;

describe('a number at which texts do not arrive', () => {
  test('three times in turn carries no news until it is verified again, and its worker is asked to check, once', async () => {
    const person = await whoWantsNews();
    const said = [];
    for (let time = 0; time < 5; time += 1) said.push(saysNews(await textOf(person, 'undelivered')));
    expect(said).toEqual([true, true, true, false, false]);
    expect(await doubtOf(person)).toEqual({ doubt: 'failures', bad: false });
    expect((await tasksOf(person)).filter((kind) => kind === 'number_to_check')).toHaveLength(1);
    await db()`update contact_point set doubt = null, verified_at = clock_timestamp() where id = ${person.mobile.id}`;
    expect(saysNews(await textOf(person, 'delivered'))).toBe(true);
  });

  test('now and then is theirs as ever', async () => {
    const person = await whoWantsNews();
    for (const became of ['undelivered', 'undelivered', 'delivered', 'undelivered', 'undelivered'] as const)
      await textOf(person, became);
    expect(await doubtOf(person)).toEqual({ doubt: null, bad: false });
  });

  test('as often as the service has set it', async () => {
    const person = await whoWantsNews();
    await db()`insert into policy values (${house.here.id}, 'reverify_failures', '2026-01-01', '1')`;
    await textOf(person, 'undelivered');
    expect(await doubtOf(person)).toEqual({ doubt: 'failures', bad: false });
    await db()`delete from policy where name = 'reverify_failures'`;
  });

  test('because nobody has it takes nothing at all, at once', async () => {
    const person = await whoWantsNews();
    await textOf(person, 'undelivered', '30005');
    expect(await doubtOf(person)).toEqual({ doubt: null, bad: true });
    expect(await textOf(person, 'delivered')).toBeNull();
  });
});

test.each(['age', 'failures'])(
  'staff read of a number in doubt (%s) that only a nudge goes there',
  async (doubt) => {
    const person = await whoWantsNews();
    const rules = () => transactionAs(house.here.worker, (tx) => contactRulesOf(tx, person.victimId));
    expect((await rules()).textContent).toBe('sentence');
    await db()`update contact_point set doubt = ${doubt} where id = ${person.mobile.id}`;
    expect((await rules()).textContent).toBe('nudge');
    expect((await rules()).points.map((point) => point.doubt)).toContain(doubt);
    expect(saysNews(await textOf(person, 'delivered'))).toBe(false);
  },
);

describe('a number two people have, though neither said so', () => {
  const lodgerOf = async ({ mobile }: ReachablePerson, staff = house.here.worker) => {
    const lodger = await reachablePerson(db(), staff, mobile.value);
    await db()`update contact_preference set text_content = 'sentence' where victim_id = ${lodger.victimId}`;
    return lodger;
  };
  const rulesOf = ({ victimId }: ReachablePerson) =>
    transactionAs(house.here.worker, (tx) => contactRulesOf(tx, victimId));

  test('is told no news of either, only that there is some, and staff read why', async () => {
    const person = await whoWantsNews();
    expect((await rulesOf(person)).textContent).toBe('sentence');
    const lodger = await lodgerOf(person);
    for (const one of [person, lodger]) {
      expect(saysNews(await textOf(one, 'delivered'))).toBe(false);
      expect(await rulesOf(one)).toMatchObject({ textContent: 'nudge', anyShared: true });
    }
    await db()`update contact_point set ended_at = clock_timestamp() where id = ${lodger.mobile.id}`;
    expect(saysNews(await textOf(person, 'delivered'))).toBe(true);
  });

  test('is no secret of theirs: neither learns on their own page that somebody else has it', async () => {
    const person = await whoWantsNews();
    await lodgerOf(person);
    const { serviceId, victimId } = person;
    const me = { role: 'victim', serviceId, victimId, personId: victimId } as const;
    const points = await transactionAs(me, (tx) => contactPointsOf(tx, victimId));
    expect(points.map((point) => [point.shared, point.anothersToo])).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  test('announces no card to either', async () => {
    const person = await whoWantsNews();
    await lodgerOf(person);
    const id = await queue(person, { kind: 'invitation', form: 'notice', locator: 'AB12' });
    await sendDue(house.here.id, {
      at: wednesdayNoon,
      ...answering({ state: 'accepted', providerId: 'SM' }),
    });
    expect((await stateOf(id))?.state).not.toBe('accepted');
  });

  test('is one person’s alone where the other is known to another service', async () => {
    const person = await whoWantsNews();
    await lodgerOf(person, house.elsewhere.worker);
    expect(saysNews(await textOf(person, 'delivered'))).toBe(true);
  });
});
