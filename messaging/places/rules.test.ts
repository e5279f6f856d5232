import { describe, expect, test } from 'vitest';
import { places, roomFor } from './rules.ts';

const underWay = (counts: Record<string, number>) => new Map(Object.entries(counts));

describe('a service that sends much', () => {
  test('has half of the room while nobody else sends, so that somebody may come', () => {
    expect(roomFor('flood', underWay({}))).toBe(places.all / 2);
    expect(roomFor('flood', underWay({ flood: 60, quiet: 0 }))).toBe(places.all / 2 - 60);
    expect(roomFor('flood', underWay({ flood: 64 }))).toBe(0);
  });

  test('leaves room at once to one that has sent nothing', () => {
    expect(roomFor('quiet', underWay({ flood: 64 }))).toBeGreaterThanOrEqual(32);
  });

  test('gets less once another sends as well, and claims nothing until it has no more than that', () => {
    expect(roomFor('flood', underWay({ flood: 64, quiet: 1 }))).toBe(0);
    expect(roomFor('flood', underWay({ flood: 40, quiet: 1 }))).toBe(2);
  });
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
