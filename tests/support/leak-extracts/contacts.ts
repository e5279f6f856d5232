import type { Random } from '../leak-texts/random.ts';

/** What a worker keeps to themselves: as registered, as others write it, and what is nearly it. */
export type Contact = { words: string; ways: string[]; near: string[] };

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => String(random.below(10))).join('');

const mobileWays = (tail: string) => {
  const [a, b] = [tail.slice(0, 3), tail.slice(3)];
  return [
    `07700 9${tail}`,
    `077009${tail}`,
    `07700-9${tail}`,
    `077 009 ${a} ${b}`,
    `07700.9${a}.${b}`,
    `+44 7700 9${tail}`,
    `+44 (0)7700 9${tail}`,
    `00447700 9${tail}`,
    `0 7 7 0 0 9 ${[...tail].join(' ')}`,
    `07700/9${tail}`,
  ];
};

function mobile(random: Random): Contact {
  const tail = `00${digits(random, 3)}`;
  const other = `00${String((Number(tail) + 1 + random.below(800)) % 1000).padStart(3, '0')}`;
  return {
    words: `07700 9${tail}`,
    ways: mobileWays(tail),
    near: [...mobileWays(other), `0191 9${tail}`, `ref 7700/${tail}`],
  };
}

const landlineWays = (tail: string) => [
  `0113 496 0${tail}`,
  `01134960${tail}`,
  `(0113) 496 0${tail}`,
  `+44 113 496 0${tail}`,
  `0113-496-0${tail}`,
];

function landline(random: Random): Contact {
  const tail = digits(random, 3);
  const other = String((Number(tail) + 1 + random.below(900)) % 1000).padStart(3, '0');
  return {
    words: `0113 496 0${tail}`,
    ways: landlineWays(tail),
    near: [...landlineWays(other), `0114 496 0${tail}`, '0300 303 0156'],
  };
}

function email(random: Random): Contact {
  const [name = '', other = ''] = random.shuffled(['wren.haddow', 'p_osgood4', 'ilse.rook12', 'm-tarrant']);
  return {
    words: `${name}@example.net`,
    ways: [
      `${name}@example.net`,
      `${name.toUpperCase()}@EXAMPLE.NET`,
      `<${name}@example.net>`,
      `mailto:${name}@example.net`,
      `${name} @example.net`,
    ],
    near: [`${other}@example.net`, `hello@example.net`, 'team@example.org'],
  };
}

function handle(random: Random): Contact {
  const [name = '', other = ''] = random.shuffled(['hillrunner_wren', 'osgoodpots', 'ilse_knits_12']);
  return {
    words: `@${name}`,
    ways: [`@${name}`, name, `@${name.toUpperCase()}`],
    near: [`@${other}`, '@example_team'],
  };
}

export const contactFrom = (random: Random): Contact =>
  random.pick([mobile, mobile, landline, email, handle])(random);
