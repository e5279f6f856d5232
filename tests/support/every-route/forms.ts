import type { Sending } from './asking.ts';

type Attributes = Record<string, string>;
type Control = { at: number; tag: string; given: Attributes; options: string[] };
type Choice = { name: string; values: string[]; chosen: string | null };

const entities: Attributes = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
const plain = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

function attributesIn(text: string): Attributes {
  const found = text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries(
    Array.from(found, ([, name = '', value = '']) => [name.toLowerCase(), plain(value)]),
  );
}

// React writes pages so regularly that this reads them: no form within a form, and no sign of a tag in a value.
const tags =
  /<(input|button|textarea|select)\b([^>]*)>(?:([^<]*)<\/textarea>|((?:<option[\s\S]*?<\/option>)*)<\/select>)?/g;

function controlsIn(html: string): Control[] {
  return Array.from(
    html.matchAll(tags),
    ({ index, 1: tag = '', 2: attributes = '', 3: text, 4: options }) => {
      const given = attributesIn(attributes);
      if (text !== undefined) given.value = plain(text);
      const offered = Array.from(
        (options ?? '').matchAll(/<option\b([^>]*)>([^<]*)/g),
        ([, of = '', label]) => {
          const { value = label, selected } = attributesIn(of);
          if (selected !== undefined && value !== undefined) given.value = value;
          return value ?? '';
        },
      );
      return { at: index, tag, given, options: offered };
    },
  );
}

/** What is typed where a form asks for words, by the type or the name of the field. */
function typed({ given: { name = '', type = 'text', value = '' } }: Control): string {
  if (value !== '') return value;
  if (type === 'date') return /needed|held|due|next|ends/i.test(name) ? '2031-03-04' : '2026-01-05';
  if (type === 'time') return '10:00';
  if (type === 'email' || name === 'email') return 'someone@b.example';
  if (type === 'tel' || name === 'mobile') return '07700 900456';
  if (type === 'number') return '1';
  return 'Somebody else wrote this.';
}

const isButton = ({ tag, given: { type } }: Control) => tag === 'button' && type !== 'button';
const isOneOf = ({ tag, given: { type = '' } }: Control) => tag === 'select' || type === 'radio';
// Every reason for opening words is given once; of other choices the first two are enough to get past the form.
const variantsOf = ({ name, values }: Choice) =>
  name === 'why' ? values.length : Math.min(values.length, 2);

function choicesAmong(controls: readonly Control[]): Choice[] {
  const byName = Map.groupBy(controls.filter(isOneOf), ({ given }) => given.name ?? '');
  return [...byName].map(([name, some]) => {
    const values = some.flatMap(({ tag, given, options }) =>
      tag === 'select' ? options : [given.value ?? 'on'],
    );
    const chosen = some.find(({ tag, given }) => tag === 'select' || given.checked !== undefined);
    return { name, values: values.filter(Boolean), chosen: chosen?.given.value ?? null };
  });
}

function fieldsOf(
  controls: readonly Control[],
  choices: readonly Choice[],
  variant: number,
): Sending['fields'] {
  const written = controls
    .filter((one) => one.tag !== 'button' && !isOneOf(one) && one.given.name)
    .filter(
      ({ given: { type, checked } }) => type !== 'checkbox' || checked !== undefined || variant % 2 === 0,
    )
    .map((one): [string, string] => [
      one.given.name ?? '',
      one.given.type === 'checkbox' ? (one.given.value ?? 'on') : typed(one),
    ]);
  const picked = choices
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }): [string, string] => [name, values[variant % values.length] ?? '']);
  return [...written, ...picked];
}

/** Every way the forms of a page can be sent: each button, and several answers of each choice. */
export function sendingsOn(html: string, path: string): Sending[] {
  const controls = controlsIn(html);
  return Array.from(html.matchAll(/<form\b([^>]*)>[\s\S]*?<\/form>/g)).flatMap(
    ({ 0: whole, 1: about = '', index }) => {
      const form = attributesIn(about);
      if (form.method?.toLowerCase() !== 'post') return [];
      const mine = controls.filter(({ at, given }) =>
        given.form === undefined ? at > index && at < index + whole.length : given.form === form.id,
      );
      const choices = choicesAmong(mine);
      const variants = Math.max(1, ...choices.map(variantsOf));
      const presses = mine.filter(isButton);
      const [language] = presses.filter(({ given }) => given.name === 'language');
      const buttons = [
        ...presses.filter(({ given }) => given.name !== 'language'),
        ...(language ? [language] : []),
        null,
      ];
      return buttons.flatMap((button) =>
        Array.from({ length: variants }, (_, variant) => {
          const fields = fieldsOf(mine, choices, variant);
          if (button?.given.name) fields.push([button.given.name, button.given.value ?? '']);
          return {
            path: button?.given.formaction ?? (form.action || path),
            fields,
            inParts: form.enctype === 'multipart/form-data',
          };
        }),
      );
    },
  );
}

const isOwn = (name: string) => /^(page|version|turn|key|back)$/.test(name);

/** By what two ways to send a form are the same, but for the ids and the moment. */
export function signatureOf({ path, fields }: Sending): string {
  const names = fields.map(([name, value]) => {
    const said = name.replace(/[0-9a-f-]{36}/g, ':id');
    return value.length > 30 || isOwn(name) || /^[\d:-]*$/.test(value) ? said : `${said}=${value}`;
  });
  const where = path.startsWith('/words/') ? path : path.replace(/[0-9a-f-]{36}|\d+/g, ':id');
  return `${where} ${[...new Set(names)].sort().join('&')}`;
}
