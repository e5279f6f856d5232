import type { Language } from '#locales/languages.ts';
import type { MessageFacts, MessageService } from '#messaging/messages/facts.ts';
import type { Leaving, Unsayable } from '#messaging/messages/lint.ts';
import { render } from '#messaging/messages/render.server.ts';
import { senderOf } from '#messaging/messages/sender.ts';
import { everyTemplate, exampleFacts } from '#messaging/messages/templates.ts';

/** One person, the child, who writes, for whom, and every value that could be put into words about them. */
export type Merge = { service: MessageService; facts: Record<string, string>; unsayable: Unsayable };

// Letters of which no word begins that says anything in any of the languages.
const alphabets = ['zqxvkow', 'źżłęqó', 'ŵŷxqo', 'ظغثذض', 'ٹڈڑںے'];
const hostile = [
  '',
  '',
  '',
  '\u202E',
  '\u2069',
  '\u2066',
  '\u200F',
  '\u061C',
  '\n',
  '$t(hello)',
  '{{phone}}',
];
const references = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same sequence of numbers below a bound for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function maker(seed: number) {
  const below = numbers(seed);
  const one = (from: string | readonly string[]) => from[below(from.length)] ?? '';
  const several = (count: number, from: string) => Array.from({ length: count }, () => one(from)).join('');
  const word = () => several(4 + below(6), one(alphabets));
  return {
    name: () => `${word()}${one(hostile)} ${word()}${one([' ', '-', "'"])}${word()}`,
    digits: (count: number) => several(count, '0123456789'),
    // As they are drawn in earnest: a digit in every four.
    code: (count: number) => several(count, references).replace(/[A-Z]{4}/g, (run) => `7${run.slice(1)}`),
    phone: () =>
      one([
        `0${several(3, '1237')} ${several(4, '0123456789')} ${several(4, '0123456789')}`,
        `+44 20 ${several(4, '0123456789')} ${several(4, '0123456789')}`,
        `0${several(10, '0123456789')}`,
        `0300 ${several(3, '0123456789')} ${several(4, '0123456789')}`,
      ]),
  };
}

/** One merge of its own for each seed, the same every time. */
export function mergeOf(seed: number): Merge {
  const make = maker(seed);
  const [worker, council] = [make.name(), `${make.name()} Council`];
  const [reference, locator, child] = [`R-${make.code(5)}`, make.code(5), make.name()];
  return {
    service: {
      ...{ discreetName: make.name(), phone: make.phone(), councilPhone: make.phone() },
      ...{ site: `${make.digits(6)}.example.org/card`, textsFrom: `+447700${make.digits(6)}` },
    },
    facts: {
      ...{ locator, worker, phone: make.phone(), code: make.digits(6) },
      ...{ secret: `${make.code(4)}-${make.code(4)}`, reference, council, child },
    },
    unsayable: {
      people: [make.name(), child],
      workers: [worker],
      references: [reference],
      councils: [council],
    },
  };
}

/** Everything Heard can say in one language with one merge put in, as it would leave, and what was put in. */
export function everythingSaid(language: Language, { service, facts: values }: Merge) {
  return everyTemplate.map(({ template, channel }) => {
    const example = exampleFacts(template, String(values.phone));
    // Words are offered everything that is known, as though a template could ask for it.
    const facts: MessageFacts = Object.assign({}, values, example, pick(values, Object.keys(example)));
    const { subject, text } = render({ channel, language, facts, service });
    const sent: Leaving = { channel, language, from: String(senderOf(channel, service)), subject, text };
    return { template, sent };
  });
}

const pick = (values: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
