import { useTranslation } from 'react-i18next';
import { OneChannel } from '../update/check-update.tsx';
import type { SampleShown } from './one.server.ts';

/** What one of them would get: every way, as it reads in their language and as a locked phone shows it. */
export function Sample({ sample }: { sample: SampleShown }) {
  const { t } = useTranslation();
  const { caseId, name, reference, speaks, said, leaves, leavesNow, language, direction } = sample;
  const when = leaves ? t('update.leavesAt', { moment: leaves }) : t('update.leavesNever');
  return (
    <section className="one-of-several">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <p>
        {t('several.reads', { language: speaks })} {leavesNow ? null : when}{' '}
        <a href={`/cases/${caseId}`}>{t('several.openCase', { reference })}</a>
      </p>
      <div className="previews">
        {said.map((one) => (
          <OneChannel key={one.channel} one={one} check={{ language, direction }} />
        ))}
      </div>
    </section>
  );
}
