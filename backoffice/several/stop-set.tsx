import { useTranslation } from 'react-i18next';
import type { BatchState } from '#casework/batch/rules.ts';

type StopSetProps = {
  batchId: string;
  state: BatchState;
  /** Whether something of it has not left yet. */
  somethingIsHere: boolean;
};

const stoppable: readonly BatchState[] = ['needs_second', 'holding', 'going'];

/** The stop of a set, for as long as there is something to stop. */
export function StopSet({ batchId, state, somethingIsHere }: StopSetProps) {
  const { t } = useTranslation();
  const rest = state === 'ended' && somethingIsHere;
  if (!rest && !stoppable.includes(state)) return null;
  return (
    <form method="post" className="buttons">
      <button className="button" data-kind="quiet" type="submit" name="intent" value="stop">
        {t(rest ? 'several.stopRest' : 'several.stop')}
      </button>
      <a href={`/several/${batchId}`}>{t('several.again')}</a>
    </form>
  );
}
