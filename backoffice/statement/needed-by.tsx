import { useTranslation } from 'react-i18next';
import type { Needed } from './needed.server.ts';

/** By which day words are needed in a case, or that no decision waits for them. */
export function NeededBy({ needed, caseId }: { needed: Needed | null; caseId: string }) {
  const { t } = useTranslation();
  return (
    <p>
      {needed
        ? t('statement.needed', {
            day: needed.by.text,
            kind: t(`decision.kinds.${needed.kind}`),
            heldOn: needed.heldOn,
          })
        : t('statement.takeDown.noneYet')}{' '}
      <a href={`/cases/${caseId}/decisions`}>
        {needed ? t('case.do.decisions') : t('statement.takeDown.noneYetLink')}
      </a>
    </p>
  );
}
