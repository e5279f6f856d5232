import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import { CasePage } from '../case-page.tsx';
import { Aloud } from './aloud.tsx';
import type { CallLoaded } from './call-loader.server.ts';

/** What was taken down is kept. Only to somebody who is still there is there a last thing to say. */
export function Saved({ page, stopped, left, onPaper }: CallLoaded & { onPaper: boolean }) {
  const { t } = useTranslation();
  const { shown, questions } = page;
  return (
    <CasePage shown={shown} title={t(onPaper ? 'phone.titlePaper' : 'phone.title', { name: shown.callMe })}>
      <Notice tone="told" title={t('phone.saved.title')} level={2} announce>
        <p>
          {t('phone.saved.attempt')}{' '}
          {stopped !== null && stopped > 0 && t('contact.stopped', { count: stopped })}{' '}
          {left !== null && left > 0 && t('contact.left', { count: left })}
        </p>
      </Notice>
      {!onPaper && <p className="hint">{t('phone.saved.say')}</p>}
      {!onPaper && <Aloud said={questions.closing} />}
      <p>
        <a href={`/cases/${shown.caseId}`}>{t('phone.saved.toCase')}</a>
      </p>
    </CasePage>
  );
}
