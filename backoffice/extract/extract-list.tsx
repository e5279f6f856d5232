import { useTranslation } from 'react-i18next';
import type { ListedExtract } from './listed.server.ts';

/** What was proposed of someone's words, how each stands, and never the words. */
export function ExtractList({ extracts }: { extracts: readonly ListedExtract[] }) {
  const { t } = useTranslation();
  if (extracts.length === 0) return null;
  return (
    <section aria-labelledby="extracts">
      <h2 id="extracts">{t('extract.list')}</h2>
      <ul>
        {extracts.map(({ extractId, number, audience, state }) => (
          <li key={extractId}>
            <a href={`/extracts/${extractId}`}>{t('extract.title', { number })}</a>{' '}
            {t('extract.for', { who: t(`statement.audience.${audience}`) })} {t(`extract.state.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
