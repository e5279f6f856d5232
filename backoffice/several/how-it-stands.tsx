import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { HowFar } from './how-far.tsx';
import type { OneShown } from './one.server.ts';
import { StopSet } from './stop-set.tsx';

/** How a set stands, and what whoever looks may do about it now. */
export function HowItStands({ one }: { one: OneShown }) {
  const { t } = useTranslation();
  const { state, people, mine, starts } = one;
  const somethingIsHere = one.progress.stillHere + one.progress.waits > 0;
  const nothingWaits = state === 'ended' && !somethingIsHere;
  if (people === 0) return <Empty title={t('several.nobodyIn')} next={t('several.nobodyNext')} />;
  return (
    <Notice
      tone={state === 'ended' || state === 'stopped' ? 'told' : 'caution'}
      level={2}
      title={t(`several.stands.${state}`, { count: people, moment: starts?.text })}
    >
      <p>{t(`several.standsBody.${nothingWaits ? 'nothingWaits' : state}`, { count: people })}</p>
      <Said one={one} />
      {['going', 'ended', 'stopped'].includes(state) && <HowFar one={one} />}
      {state === 'saved' && !mine && <p>{t('several.saverConfirms', { who: one.saver })}</p>}
      {state === 'needs_second' && mine && <p>{t('several.somebodyElse')}</p>}
      <StopSet batchId={one.batchId} state={state} somethingIsHere={somethingIsHere} />
    </Notice>
  );
}

function Said({ one }: { one: OneShown }): ReactNode {
  const { t } = useTranslation();
  const { stopper, stopped, second } = one;
  return (
    <>
      {second && <p>{t('several.agreedBy', { who: second })}</p>}
      {stopped && stopper && <p>{t('several.stoppedBy', { who: stopper, moment: stopped.text })}</p>}
    </>
  );
}
