import { useTranslation } from 'react-i18next';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Question } from '#accessibility/fields/question.tsx';
import { TimeField } from '#accessibility/fields/time-field.tsx';
import { apart } from './apart.ts';
import { weekdayName } from './dates.ts';
import { useShell } from './shell.ts';

type OwnTimesProps = {
  typed: (field: string) => string | undefined;
  errors: readonly FieldError[];
};

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A time a weekday, out of the way until it is wanted: it opens without a script, and by itself once it is used. */
export function OwnTimes({ typed, errors }: OwnTimesProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const inUse =
    typed('when') === 'own' || weekdays.some((day) => typed(`opens${day}`) || typed(`closes${day}`));
  return (
    <details open={inUse}>
      <summary>{t('first.times.ownTitle')}</summary>
      <p className="hint">{t('first.times.ownHint')}</p>
      <div className="ranks">
        {weekdays.map((weekday) => (
          <Question
            key={weekday}
            name={`day${weekday}`}
            legend={weekdayName(language, weekday)}
            level={2}
            errors={errors}
          >
            <div className="pair">
              <TimeField
                name={`opens${weekday}`}
                label={t('first.times.from')}
                errors={errors}
                unset={t('first.times.unset')}
                value={typed(`opens${weekday}`)}
                write={apart}
              />
              <TimeField
                name={`closes${weekday}`}
                label={t('first.times.until')}
                errors={errors}
                unset={t('first.times.unset')}
                value={typed(`closes${weekday}`)}
                write={apart}
              />
            </div>
          </Question>
        ))}
      </div>
    </details>
  );
}
