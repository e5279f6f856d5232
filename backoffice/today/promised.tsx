import { useTranslation } from 'react-i18next';
import { Standing } from '../you-said/standing.tsx';
import type { PromisedShown } from './promised.server.ts';

/** Promises whose day is near or past, with whose they are. */
export function Promised({ promised }: { promised: PromisedShown }) {
  const { t } = useTranslation();
  if (promised.length === 0) return null;
  return (
    <section aria-labelledby="promised">
      <h2 id="promised">{t('due.promises')}</h2>
      <ul className="plain">
        {promised.map(({ themeId, title, owner, standing, due }) => (
          <li key={themeId}>
            <Standing standing={standing} due={due} />{' '}
            <a href={`/you-said/${themeId}`} dir="auto">
              {title}
            </a>
            , <bdi>{owner}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
