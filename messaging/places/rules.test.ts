import { describe, expect, test } from 'vitest';
import { isMuchRoom, mailPlaces, places, roomFor } from './rules.ts';

const underWay = (counts: Record<string, number>) => new Map(Object.entries(counts));

const [half, third] = [places.all / 2, Math.floor(places.all / 3)];

describe('a service that sends much', () => {
  test('has half of the room while nobody else sends, so that somebody may come', () => {
    expect(roomFor('flood', underWay({}))).toBe(places.all / 2);
    expect(roomFor('flood', underWay({ flood: 60, quiet: 0 }))).toBe(places.all / 2 - 60);
    expect(roomFor('flood', underWay({ flood: half }))).toBe(0);
  });

  test('leaves room at once to one that has sent nothing', () => {
    expect(roomFor('quiet', underWay({ flood: half }))).toBeGreaterThanOrEqual(places.all / 4);
  });

  test('gets less once another sends as well, and claims nothing until it has no more than that', () => {
    expect(roomFor('flood', underWay({ flood: half, quiet: 1 }))).toBe(0);
    expect(roomFor('flood', underWay({ flood: third - 2, quiet: 1 }))).toBe(2);
  });
});

test('a service claims again when a quarter of all is free for it, and with little room when half of that is', () => {
  expect(isMuchRoom('flood', underWay({ flood: half - 63 }))).toBe(false);
  expect(isMuchRoom('flood', underWay({ flood: half - 64 }))).toBe(true);
  const others = Object.fromEntries(Array.from({ length: 126 }, (_, number) => [`service ${number}`, 1]));
  expect(isMuchRoom('flood', underWay({ ...others, flood: 1 }))).toBe(true);
  expect(isMuchRoom('flood', underWay({ ...others, flood: 2 }))).toBe(false);
});

test('however many services send, no more is under way than there is room for, and whoever has nothing under way gets what is free', () => {
  const services = Array.from({ length: 40 }, (_, number) => `service ${number}`);
  const counts = new Map<string, number>();
  for (let round = 0; round < 1000; round += 1) {
    const service = services[Math.floor(Math.random() * services.length)] ?? '';
    counts.set(service, (counts.get(service) ?? 0) + roomFor(service, counts));
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(places.all);
    const done = services[Math.floor(Math.random() * services.length)] ?? '';
    counts.set(done, 0);
    const free = places.all - [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(roomFor(done, counts)).toBeGreaterThanOrEqual(Math.min(free, 1));
  }
});

describe('e-mails, which need a connection each', () => {
  test('are claimed again as soon as one has left, half of the room for one service while nobody else sends', () => {
    const half = mailPlaces.all / 2;
    expect(roomFor('one', underWay({ one: half - 1 }), mailPlaces)).toBe(1);
    expect(isMuchRoom('one', underWay({ one: half - 1 }), mailPlaces)).toBe(true);
    expect(isMuchRoom('one', underWay({ one: half }), mailPlaces)).toBe(false);
  });

  test('leave for every service in turn, however many there are', () => {
    const others = Object.fromEntries(Array.from({ length: mailPlaces.all - 1 }, (_, one) => [`${one}`, 1]));
    expect(roomFor('another', underWay(others), mailPlaces)).toBe(1);
    expect(roomFor('0', underWay(others), mailPlaces)).toBe(0);
    expect(roomFor('one too many', underWay({ ...others, another: 1 }), mailPlaces)).toBe(0);
  });
});
