import type { FormValues } from '#web/form.server.ts';

/** What was typed on the page before, carried along unseen. `but` names what this form says itself. */
export function HiddenValues({ values, but }: { values: FormValues; but: readonly string[] }) {
  const pairs = Object.entries(values)
    .filter(([name]) => !but.includes(name))
    .flatMap(([name, value]) => [value].flat().map((one, place) => ({ name, one, key: `${name}-${place}` })));
  return pairs.map(({ name, one, key }) => <input key={key} type="hidden" name={name} value={one} />);
}
