import type { TFunction } from 'i18next';
import type { FormValues } from '#web/form.server.ts';
import { newsIn } from '../news-told.tsx';
import { chosenIn, textIn } from '../typed.ts';
import type { CallPage } from './call.server.ts';

type Row = { term: string; value: string };

const channels = ['text', 'email', 'phone', 'letter'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What was answered, a line a question; what was not asked has no line. */
export function answersInWords(
  t: TFunction,
  { questions, mobiles, news }: Pick<CallPage, 'questions' | 'mobiles' | 'news'>,
  values: FormValues,
): Row[] {
  const said = (name: string) => textIn(values, name);
  const times = weekdays.flatMap((day) =>
    said(`opens${day}`) ? [`${t(`weekday.${day}`)} ${said(`opens${day}`)}–${said(`closes${day}`)}`] : [],
  );
  const level = (['nothing', 'outcome', 'informed', 'involved'] as const).find((it) => it === said('level'));
  const rows: Row[] = [
    { term: t('phone.answeredAs'), value: t(`phone.as.${said('answeredAs')}`, { defaultValue: '' }) },
    { term: questions['involvement.question'].en, value: level ? questions[`involvement.${level}`].en : '' },
    ...channels.map((channel) => ({
      term: questions[`channel.${channel}`].en,
      value: said(`channel.${channel}`) === 'no' ? t('phone.no') : rankIn(t, said(`channel.${channel}`)),
    })),
    { term: questions.textContent.en, value: oneOf(t, 'phone.textContent', said('textContent')) },
    { term: questions.safeTimes.en, value: times.join(', ') },
    { term: questions.voicemail.en, value: oneOf(t, 'phone.voicemailAnswer', said('voicemail')) },
    { term: t('phone.languageSpoken'), value: said('languageSpoken') },
    { term: t('phone.languageWritten'), value: oneOf(t, 'languages', said('languageWritten')) },
    { term: questions.interpreter.en, value: oneOf(t, 'phone', said('interpreter')) },
    { term: t('phone.callMe'), value: said('callMe') },
    { term: questions.unsafe.en, value: oneOf(t, 'phone', said('unsafe')) },
    { term: t('phone.unsafeWords'), value: said('unsafe') === 'yes' ? said('unsafeWords') : '' },
    { term: t('phone.word'), value: said('word') },
    { term: t('phone.cardBy'), value: said('word') && oneOf(t, 'phone.cardBys', said('cardBy')) },
    {
      term: t('attempt.told'),
      value: newsIn(t, news, chosenIn(values, 'told')),
    },
    ...mobiles
      .filter(({ id }) => id === said('spokenOn'))
      .map(({ hint }) => ({ term: t('phone.spokenOn'), value: hint })),
  ];
  return rows.filter(({ value }) => value !== '');
}

const oneOf = (t: TFunction, group: string, answer: string) =>
  answer === '' ? '' : String(t(`${group}.${answer}`, { defaultValue: answer }));

const rankIn = (t: TFunction, rank: string) =>
  rank === '' ? '' : `${t('phone.yes')}, ${oneOf(t, 'phone.rank', rank)}`;
