import { randomBytes, randomUUID } from 'node:crypto';
import { approveLine, publishLine } from '#casework/public-line/approval.server.ts';
import { publishedLines } from '#casework/public-line/published.server.ts';
import { type Edition, editionsOf, writeEdition } from '#casework/public-line/store.server.ts';
import type { NewTheme } from '#casework/theme/form.server.ts';
import { beginTheme } from '#casework/theme/store.server.ts';
import { asVisitor, type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { rows } from './audit-of.ts';
import type { House } from './house.ts';
import { someone } from './people.ts';

const own = 'own_words' as const;
export const words = {
  en: { youSaid: 'You wait too long for a call.', weDid: 'We ring within two days.', reviewState: own },
  pl: {
    youSaid: 'Zbyt długo Państwo czekają.',
    weDid: 'Dzwonimy w ciągu dwóch dni.',
    reviewState: 'machine' as const,
  },
};

const far = '2999-01-01';

/** What staff do to tell the public what changed, in a house. */
export function youSaidIn(house: House) {
  const noticed = (said: Partial<NewTheme> = {}): NewTheme => ({
    ...{ source: 'we_noticed', title: 'Waiting for a call', feedback: [], what: 'Ring within two days' },
    ...{ ownerId: house.here.worker.staffId, dueOn: far, ...said },
  });
  const begin = async (said: Partial<NewTheme> = {}, by: StaffActor = house.here.worker) =>
    (await transactionAs(by, (tx) => beginTheme(tx, noticed(said)))).themeId;
  const write = (themeId: string, said = words, by: StaffActor = house.here.worker) =>
    transactionAs(by, (tx) => writeEdition(tx, themeId, said));
  const editions = (themeId: string, by: StaffActor = house.here.manager) =>
    transactionAs(by, (tx) => editionsOf(tx, themeId));
  const newest = async (themeId: string, by?: StaffActor): Promise<Edition> => {
    const [edition] = await editions(themeId, by);
    if (!edition) throw new Error('No edition');
    return edition;
  };
  const approve = async (themeId: string, by: StaffActor = house.here.manager) => {
    const { lineId, version } = await newest(themeId);
    return transactionAs(by, (tx) => approveLine(tx, lineId, version));
  };
  const publicly = (serviceId = house.here.id) => asVisitor(serviceId, (tx) => publishedLines(tx));
  const shownOf = async (themeId: string) => {
    const { lineId } = await newest(themeId);
    return (await publicly()).find((line) => line.lineId === lineId);
  };
  async function published(said: Partial<NewTheme> = {}) {
    const themeId = await begin(said);
    await write(themeId);
    await approve(themeId);
    const { lineId } = await newest(themeId);
    await transactionAs(house.here.worker, (tx) => publishLine(tx, lineId));
    return { themeId, lineId };
  }

  async function said(
    victimId: string | null,
    more: { wantsAnswer?: boolean; notMyWorker?: boolean } = {},
  ): Promise<string> {
    const id = randomUUID();
    const row = {
      ...{
        service_id: house.here.id,
        id,
        victim_id: victimId,
        about: 'contact',
        sealed_words: randomBytes(40),
      },
      ...{
        not_my_worker: more.notMyWorker ?? false,
        wants_answer: more.wantsAnswer ?? false,
        language: 'en',
      },
      ...{ key_kind: victimId ? 'victim' : 'service', how: 'portal', due_at: '2999-01-01' },
    };
    await rows(house.database, (sql) => sql`insert into feedback ${sql(row)}`);
    return id;
  }
  const people = (count: number) =>
    Promise.all(Array.from({ length: count }, () => someone(house.here.worker)));
  return { noticed, begin, write, editions, newest, approve, publicly, shownOf, published, said, people };
}
