import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { ShutShown } from './one.server.ts';
import { StopSet } from './stop-set.tsx';

/** A set in which somebody is closed to who looks: how it stands, without people or words, and the stop. */
export function OnlyToStop({ set }: { set: ShutShown }) {
  const { t } = useTranslation();
  const { batchId, state, saver, saved, stopper, stopped, waits } = set;
  return (
    <>
      <h1>{t('several.shutTitle')}</h1>
      <Notice
        tone={state === 'ended' || state === 'stopped' ? 'told' : 'caution'}
        level={2}
        title={t(`several.states.${state}`)}
      >
        <p>{t('several.shutBody')}</p>
        <p>
          {t('several.by')}: {t('several.savedBy', { who: saver, moment: saved.text })}
        </p>
        {stopped && stopper && <p>{t('several.stoppedBy', { who: stopper, moment: stopped.text })}</p>}
        <StopSet batchId={batchId} state={state} somethingIsHere={waits} />
      </Notice>
    </>
  );
}
