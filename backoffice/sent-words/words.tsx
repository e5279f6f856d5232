import { useTranslation } from 'react-i18next';
import { PhonePreview } from '#accessibility/desk/phone-preview.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import type { WordsShown } from './one.server.ts';

/** The words themselves, in their own language and direction. */
export function Said({ words }: { words: WordsShown }) {
  const { language, direction, subject, text } = words;
  return (
    <blockquote className="said-words" lang={language} dir={direction}>
      {subject && <strong>{`${subject}\n\n`}</strong>}
      {text}
    </blockquote>
  );
}

/** How a text is sent and in how many parts, and which characters make it dearer; nothing of what is no text. */
export function Encoding({ size }: Pick<WordsShown, 'size'>) {
  const { t } = useTranslation();
  if (!size) return null;
  if (size.encoding === 'GSM-7') return t('sentWords.cheap');
  return size.beyond === 'many' ? t('sentWords.dearMany') : t('sentWords.dear', { characters: size.beyond });
}

function Phones({ words }: { words: WordsShown }) {
  const { t } = useTranslation();
  if (words.channel === 'letter') return <p>{t('sentWords.noLock')}</p>;
  return (
    <div className="phones">
      {words.phones.map(({ shape, shown, cut }) => (
        <PhonePreview
          key={shape}
          shape={shape}
          label={t(`sentWords.phones.${shape}`)}
          sender={words.from ?? t('sentWords.fromUsual')}
          body={cut ? t('sentWords.cut', { shown }) : shown}
          language={{ code: words.language, direction: words.direction }}
        />
      ))}
    </div>
  );
}

function Faults({ faults }: Pick<WordsShown, 'faults'>) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <Notice tone="caution" level={3} title={t('sentWords.faults')}>
      <ul>
        {faults.map(({ rule, part, found }) => (
          <li key={`${rule}/${part}/${found}`}>
            {t(`sentWords.fault.${rule}`, { found, part: t(`sentWords.part.${part}`) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What was asked about these words and answered, in order; and how they stand. */
export function Approval({ words }: { words: WordsShown }) {
  const { t } = useTranslation();
  const history = words.history.map(({ what, name, at }) => t(what, { name, at })).join(' ');
  return [t(`sentWords.state.${words.state}`), history].filter(Boolean).join('. ');
}

/** Words as they leave by one channel, with all that is known of them. */
export function WordsByChannel({ words }: { words: WordsShown }) {
  const { t } = useTranslation();
  const { channel, language, from, subject, preheader, review, version, size } = words;
  const row = (term: string, value: string | null) =>
    value === null ? [] : [{ term, value: <span lang={language}>{value}</span> }];
  return (
    <>
      <Said words={words} />
      <Faults faults={words.faults} />
      <SummaryList
        rows={[
          ...(channel === 'letter'
            ? []
            : [{ term: t('sentWords.from'), value: from ?? t('sentWords.fromUsual') }]),
          ...row(t('sentWords.subject'), subject),
          ...row(t('sentWords.preheader'), preheader),
          ...(size
            ? [
                { term: t('sentWords.encoding'), value: <Encoding size={size} /> },
                {
                  term: t('sentWords.parts'),
                  value: t('sentWords.partsOf', { count: size.segments, length: size.length }),
                },
                {
                  term: t('sentWords.cost'),
                  value: size.cost ? t('sentWords.pence', { pence: size.cost }) : t('sentWords.unknown'),
                },
              ]
            : []),
          { term: t('sentWords.status'), value: t(`sentWords.review.${review}`) },
          { term: t('sentWords.approval'), value: <Approval words={words} /> },
          { term: t('sentWords.version'), value: <code>{version}</code> },
        ]}
      />
      <h4>{t('sentWords.locked')}</h4>
      <Phones words={words} />
    </>
  );
}
