import type { TFunction } from 'i18next';
import type { NextReading } from '#casework/safety-concern/next-reading.ts';
import type { Language } from '#locales/languages.ts';
import { apart } from './apart.ts';
import { timeInWords, weekdayAndDay } from './dates.ts';

/** When what is sent now is read: the hours, and the next time by its day. */
export function whenRead(
  t: TFunction,
  language: Language,
  hours: { opens: string; closes: string },
  reading: NextReading,
): string {
  const always = t('unsafe.hours', {
    opens: apart(hours.opens.slice(0, 5)),
    closes: apart(hours.closes.slice(0, 5)),
  });
  const next = reading.open
    ? t('unsafe.today', { time: timeInWords(language, reading.until) })
    : t('unsafe.next', {
        day: weekdayAndDay(language, reading.from),
        time: timeInWords(language, reading.from),
      });
  return `${always} ${next}`;
}
