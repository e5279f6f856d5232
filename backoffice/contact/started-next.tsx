import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';

type StartedNextProps = { caseId: string; name: string; kind: 'mobile' | 'email' | 'address' };

/** That messages were started again, what has to happen before any goes there, and who does it. */
export function StartedNext({ caseId, name, kind }: StartedNextProps) {
  const { t } = useTranslation();
  return (
    <Notice tone="told" title={t('startAgain.done')} level={2} announce>
      <p>{t('startAgain.next')}</p>
      <ol className="reasons">
        {kind === 'mobile' && <li>{t('startAgain.nextPhone', { name })}</li>}
        <li>
          {t('startAgain.nextCode', { name })} {t('startAgain.nextCard')}{' '}
          <a href={`/cases/${caseId}/card`}>{t('startAgain.nextCardLink')}</a>
        </li>
        <li>{t('startAgain.nextWaits')}</li>
      </ol>
    </Notice>
  );
}
