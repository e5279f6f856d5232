import type { FieldProps } from './field.tsx';
import { SelectField } from './select-field.tsx';

type TimeFieldProps = FieldProps & {
  value?: string | undefined;
  unset: string;
  write?: ((time: string) => string) | undefined;
};

const halfHours = Array.from({ length: 48 }, (_, index) => {
  const hour = String(Math.floor(index / 2)).padStart(2, '0');
  return `${hour}:${index % 2 === 0 ? '00' : '30'}`;
});

const asWritten = (time: string) => time;

/** A time of day as "HH:MM". A time that is on no half-hour, kept from elsewhere, stays choosable. */
export function TimeField({ value, unset, write = asWritten, ...field }: TimeFieldProps) {
  const times = value && !halfHours.includes(value) ? [...halfHours, value].sort() : halfHours;
  const options = times.map((time) => ({ value: time, label: write(time) }));
  return <SelectField {...field} options={options} value={value} unset={unset} />;
}
