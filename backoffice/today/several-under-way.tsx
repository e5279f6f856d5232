import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { UnderWay } from './several.server.ts';

/** News for several people that begins soon, goes on, or waits for a second person; nothing where there is none. */
export function SeveralUnderWay({ several }: { several: readonly UnderWay[] }) {
  const { t } = useTranslation();
  if (several.length === 0) return null;
  return (
    <Notice tone="caution" level={2} title={t('several.underWay', { count: several.length })}>
      <ul className="plain">
        {several.map(({ batchId, kind, on, people, state, starts }) => (
          <li key={batchId}>
            <a href={`/several/${batchId}`}>
              {t('update.about', { what: t(`update.milestone.${kind}`), date: on.text })}
            </a>
            , {t('several.forPeople', { count: people })}, {t(`several.states.${state}`)}
            {starts && (
              <>
                {' '}
                (<time dateTime={starts.dateTime}>{starts.text}</time>)
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
