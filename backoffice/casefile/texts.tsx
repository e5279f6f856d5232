import { useTranslation } from 'react-i18next';
import type { TextsShown } from './texts.server.ts';

/** What someone texted or e-mailed to us, as they wrote it; nothing at all where they never did. */
export function Texts({ texts }: { texts: TextsShown }) {
  const { t } = useTranslation();
  if (texts.length === 0) return null;
  return (
    <section aria-labelledby="texts">
      <h2 id="texts">{t('texts.title')}</h2>
      <ul className="plain">
        {texts.map(({ inboundId, at, by, words, perhapsAnothers, itself, attachments }) => (
          <li key={inboundId}>
            <p className="hint">
              <time dateTime={at.dateTime}>{at.text}</time> · <span>{t(`texts.by.${by}`)}</span>
              {itself && <span> {t('texts.itself')}</span>}
              {perhapsAnothers && <span> {t('texts.perhapsAnothers')}</span>}
            </p>
            {words.trim() === '' ? <p>{t('texts.noWords')}</p> : <blockquote dir="auto">{words}</blockquote>}
            {attachments > 0 && <p className="hint">{t('texts.attachments', { count: attachments })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
