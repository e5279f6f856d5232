import { useTranslation } from 'react-i18next';
import type { SaidAloud } from '#accessibility/desk/tap-answers.tsx';
import type { CallPage } from './call.server.ts';

type Said = { en: string; also: SaidAloud | undefined };
type Printed = { said: Said; choices?: readonly Said[]; boxes?: readonly string[]; lines?: number };

const levels = ['nothing', 'outcome', 'informed', 'involved'] as const;
const channels = ['text', 'email', 'phone', 'letter'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The questions on paper, in the order they are asked, with boxes to tick and lines to write on. No name, no number. */
export function VisitPack({ page: { questions } }: { page: Pick<CallPage, 'questions'> }) {
  const { t } = useTranslation();
  const yesNo = [t('phone.yes'), t('phone.no')];
  const ranked = [...(['1', '2', '3', '4'] as const).map((rank) => t(`phone.rank.${rank}`)), t('phone.no')];
  const printed: Printed[] = [
    {
      said: questions['involvement.question'],
      choices: levels.map((level) => questions[`involvement.${level}`]),
    },
    ...channels.map((channel) => ({ said: questions[`channel.${channel}`], boxes: ranked })),
    { said: questions.textContent, boxes: yesNo },
    { said: questions.safeTimes, boxes: weekdays.map((day) => t(`weekday.${day}`)), lines: 2 },
    { said: questions.voicemail, boxes: yesNo },
    { said: questions.spokenLanguage, lines: 1 },
    { said: questions.writtenLanguage, lines: 1 },
    { said: questions.interpreter, boxes: yesNo },
    { said: questions.callMe, lines: 1 },
    { said: questions.unsafe, boxes: yesNo, lines: 4 },
    { said: questions.word, boxes: yesNo, lines: 1 },
  ];
  const blank = { en: t('phone.packDate'), also: undefined };
  const who = { en: t('phone.packWho'), also: undefined };
  return (
    <>
      <p className="hint no-print">{t('phone.packLead')}</p>
      <ol className="visit-pack">
        {[{ said: blank, lines: 1 }, { said: who, lines: 1 }, { said: questions.opening }, ...printed].map(
          (one) => (
            <Question key={one.said.en} {...one} />
          ),
        )}
      </ol>
    </>
  );
}

function Question({ said, choices = [], boxes = [], lines = 0 }: Printed) {
  return (
    <li>
      <Words said={said} />
      {choices.map((choice) => (
        <div className="pack-choice" key={choice.en}>
          <Words said={choice} />
        </div>
      ))}
      {boxes.length > 0 && (
        <p className="pack-boxes">
          {boxes.map((box) => (
            <span key={box}>{box}</span>
          ))}
        </p>
      )}
      {linesOf(lines).map((line) => (
        <hr key={line} />
      ))}
    </li>
  );
}

const linesOf = (count: number) => ['first', 'second', 'third', 'fourth'].slice(0, count);

function Words({ said }: { said: Said }) {
  return (
    <>
      <p>{said.en}</p>
      {said.also && (
        <p className="taps-also" lang={said.also.code} dir={said.also.direction}>
          {said.also.text}
        </p>
      )}
    </>
  );
}
