import { expect, test } from 'vitest';
import { asVisitor } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { serviceHere, serviceLastSeenAt } from './service.server.ts';

const house = aHouse();
const seen = (serviceId: string | null, host: string) =>
  asVisitor(null, (tx) => serviceHere(tx, serviceId, host));

test('whoever is signed in sees their own service, and leaves nothing of it behind on another host', async () => {
  const { here, elsewhere } = house;
  for (const host of ['nobodys.example', `${elsewhere.slug}.localhost`]) {
    expect(await seen(here.id, host)).toMatchObject({ id: here.id });
    expect(serviceLastSeenAt(host)).toBeNull();
  }
});

test('a host says whose it is also while the database is away, once it was asked', async () => {
  const host = `${house.elsewhere.slug}.localhost`;
  await seen(null, host);
  expect(serviceLastSeenAt(host)).toMatchObject({ id: house.elsewhere.id });
});
