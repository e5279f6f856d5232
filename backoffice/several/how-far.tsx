import { useTranslation } from 'react-i18next';
import type { OneShown } from './one.server.ts';

const ofMessages = ['gone', 'stillHere', 'stopped', 'inTrouble'] as const;

/** How many were told and what became of their messages, in words beside the bar. */
export function HowFar({ one }: { one: OneShown }) {
  const { t } = useTranslation();
  const { people, state, progress } = one;
  const done = people - progress.toCome;
  const toCome = state === 'stopped' ? 'neverTold' : 'toCome';
  return (
    <>
      <p>
        <label htmlFor="how-far">{t('several.howFar', { done, count: people })}</label>
      </p>
      <progress id="how-far" value={done} max={people} />
      <ul className="reasons">
        <li>{progress.told === 0 ? t('several.toldNobody') : t('several.told', { count: progress.told })}</li>
        {progress.waits > 0 && <li>{t('several.waits', { count: progress.waits })}</li>}
        {progress.takenBack > 0 && <li>{t('several.takenBack', { count: progress.takenBack })}</li>}
        {progress.leftOut > 0 && <li>{t('several.leftOutSince', { count: progress.leftOut })}</li>}
        {progress.toCome > 0 && <li>{t(`several.${toCome}`, { count: progress.toCome })}</li>}
        {ofMessages
          .filter((what) => progress[what] > 0)
          .map((what) => (
            <li key={what}>{t(`several.messages.${what}`, { count: progress[what] })}</li>
          ))}
      </ul>
    </>
  );
}
