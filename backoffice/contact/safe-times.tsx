import { useTranslation } from 'react-i18next';
import { Field } from '#accessibility/fields/field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

type SafeTimesProps = { values: FormValues | undefined; errors: readonly FieldError[] };

/** From and until for each day of the week; a day left empty is not safe, all left empty are the usual hours. */
export function SafeTimes({ values, errors }: SafeTimesProps) {
  const { t } = useTranslation();
  return weekdays.map((weekday) => (
    <div className="from-until" key={weekday}>
      {(['opens', 'closes'] as const).map((end) => (
        <Field
          key={end}
          name={`${end}${weekday}`}
          label={t(`contact.times.${end}`, { day: t(`weekday.${weekday}`) })}
          errors={errors}
          width="code"
        >
          {(control) => (
            <input
              {...control}
              inputMode="text"
              autoComplete="off"
              defaultValue={typedIn(values, control.name)}
            />
          )}
        </Field>
      ))}
    </div>
  ));
}
