import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { PhonePreview } from '#accessibility/desk/phone-preview.tsx';
import type { PostingShown } from './posting.server.ts';

type PostingProps = { posting: PostingShown; sent: boolean };

const when = (t: TFunction, { leaves, leavesNow }: PostingShown) => {
  if (leavesNow) return t('posting.leavesNow');
  return leaves ? t('posting.leavesAt', { moment: leaves }) : t('posting.leavesNever');
};

const byHand: readonly string[] = ['no_contact_point', 'bad'];

/** What leaves because of a card that is posted: to whom, when, in which words, and what does not leave and why. */
export function Posting({ posting, sent }: PostingProps) {
  const { t } = useTranslation();
  const { goes, notSent } = posting;
  const printed = !sent && notSent.some(({ channel, why }) => channel === 'letter' && byHand.includes(why));
  return (
    <section className="not-printed">
      <h2>{t(sent ? 'posting.titleSent' : 'posting.title')}</h2>
      {printed && <p>{t('posting.byHand')}</p>}
      <p>{goes.length > 0 ? when(t, posting) : t(sent ? 'posting.noneSent' : 'posting.none')}</p>
      <div className="previews">
        {goes.map((one) => (
          <OneWay key={one.channel} one={one} posting={posting} />
        ))}
      </div>
      {goes.length > 0 && <p className="hint">{t('posting.masked')}</p>}
      {notSent.length > 0 && <h3>{t('posting.not')}</h3>}
      <ul className="reasons">
        {notSent.map(({ channel, why }) => (
          <li key={channel}>
            {t('update.notLine', { channel: t(`update.channel.${channel}`), why: t(`posting.why.${why}`) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneWay({ one, posting }: { one: PostingShown['goes'][number]; posting: PostingShown }) {
  const { t } = useTranslation();
  const { channel, hint, subject, text, lockScreen, from } = one;
  const language = { code: posting.language, direction: posting.direction };
  return (
    <section>
      <h3>{t('update.to', { channel: t(`update.channel.${channel}`), hint })}</h3>
      {channel === 'letter' ? (
        <details>
          <summary>{t('update.letter')}</summary>
          <div className="update-words" lang={language.code} dir={language.direction}>
            <p>
              <strong>{subject}</strong>
            </p>
            {text.split('\n\n').map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </details>
      ) : (
        <PhonePreview
          label={t(channel === 'text' ? 'update.phone' : 'update.email')}
          sender={from}
          body={lockScreen.full}
          language={language}
        />
      )}
    </section>
  );
}
