import { describe, expect, test } from 'vitest';
import {
  flatten,
  languages,
  refreshReview,
  reviewOf,
  sourceHash,
  textsOf,
} from '../../bin/review-locales.ts';
import { faultsOfRoom } from './locale-faults.ts';

const spoken = ['ar', 'cy', 'en', 'pl', 'ur'];
const english = textsOf('en');
const staffOnly = ['backoffice'];
const rooms = Object.keys(english);
const publicRooms = rooms.filter((room) => !staffOnly.includes(room));

describe('the words of the house', () => {
  test('are there in five languages, and the rooms that speak are known', () => {
    expect(languages()).toEqual(spoken);
    expect(rooms.toSorted()).toEqual(['backoffice', 'casework', 'messages', 'portal']);
  });

  test.each(spoken)(
    'are complete in %s, with the plurals of its grammar and what English leaves open',
    (language) => {
      const texts = textsOf(language);
      expect(Object.keys(texts).toSorted()).toEqual((language === 'en' ? rooms : publicRooms).toSorted());
      const faults = Object.entries(texts).flatMap(([room, strings]) =>
        faultsOfRoom(language, strings, english[room] ?? {}).map((fault) => `${room}: ${fault}`),
      );
      expect(faults).toEqual([]);
    },
  );

  test.each(spoken.filter((it) => it !== 'en'))(
    'say of every string in %s whether a person has checked it',
    (language) => {
      const review = reviewOf(language);
      expect(review, 'run node bin/review-locales.ts').toEqual(
        refreshReview(textsOf(language), english, review),
      );
      const states = Object.values(review).flatMap((room) => Object.values(room).map((entry) => entry.state));
      expect(states.filter((state) => state !== 'machine' && state !== 'reviewed')).toEqual([]);
    },
  );
});

describe('a string that is wrong', () => {
  const source = {
    title: 'Hello {{name}}',
    plain: 'One two three four',
    many_one: '{{count}} day',
    many_other: '{{count}} days',
  };
  const right = {
    title: 'Cześć {{name}}',
    plain: 'Raz dwa trzy cztery',
    many_one: '{{count}} dzień',
    many_few: '{{count}} dni',
    many_many: '{{count}} dni',
    many_other: '{{count}} dnia',
  };
  const { many_few: _, ...twoForms } = right;

  test('is found, and a right one is not', () => {
    expect(faultsOfRoom('pl', right, source)).toEqual([]);
    expect(faultsOfRoom('pl', { ...right, many_one: 'jeden dzień' }, source)).toEqual([]);
  });

  test.each([
    ['missing', { ...right, title: undefined }, 'title is missing'],
    ['without one of its plurals', twoForms, 'many_few is missing'],
    [
      'with a plural its grammar does not have',
      { ...right, many_two: 'x {{count}}' },
      'many_two is not wanted',
    ],
    ['unknown to English', { ...right, stray: 'x' }, 'stray is not wanted'],
    ['without its placeholder', { ...right, title: 'Cześć' }, 'title loses name'],
    ['with a placeholder nobody fills', { ...right, plain: 'Raz {{who}}' }, 'plain invents who'],
    ['that forgets how many', { ...right, many_other: 'dnia' }, 'many_other loses count'],
    ['empty', { ...right, plain: ' ' }, 'plain is empty'],
    ['with markup', { ...right, plain: 'Raz <b>dwa</b>' }, 'plain contains markup'],
    ['not translated', { ...right, plain: source.plain }, 'plain is still English'],
  ])('is found when it is %s', (_, texts, fault) => {
    expect(faultsOfRoom('pl', JSON.parse(JSON.stringify(texts)), source)).toEqual([fault]);
  });

  test('is one for review again when its English changed, and forgotten when it is gone', () => {
    const checked = { state: 'reviewed' as const, source: sourceHash(source.plain) };
    const before = { portal: { plain: checked, title: { ...checked, source: '00000000' }, gone: checked } };
    const texts = { portal: { plain: right.plain, title: right.title } };
    expect(refreshReview(texts, { portal: source }, before)).toEqual({
      portal: { plain: checked, title: { state: 'machine', source: sourceHash(source.title) } },
    });
  });

  test('is known by its full key', () => {
    expect(flatten({ home: { title: 'Hello', worker: { name: 'Sam' } } })).toEqual({
      'home.title': 'Hello',
      'home.worker.name': 'Sam',
    });
  });
});
