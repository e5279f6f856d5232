import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import { Posting } from '../card/posting.tsx';
import { CasePage } from '../case-page.tsx';
import { errorsOf } from '../problems.ts';
import { Aloud } from './aloud.tsx';
import type { CallPage } from './call.server.ts';
import type { AfterCall } from './call-action.server.ts';
import { CallForm } from './call-form.tsx';
import { Nobody } from './nobody.tsx';
import { ReadBack } from './read-back.tsx';

type CallViewProps = { page: CallPage; after: AfterCall | undefined; onPaper: boolean };

/** The page about a call, or about a visit keyed in from paper: asked, read back, kept. */
export function CallView({ page, after, onPaper }: CallViewProps) {
  const { t } = useTranslation();
  const { shown } = page;
  const errors = errorsOf(t, after);
  const title = t(onPaper ? 'phone.titlePaper' : 'phone.title', { name: shown.callMe });
  const values = after?.values ?? page.first;
  return (
    <CasePage shown={shown} title={title} errors={errors}>
      {after?.card && <Card card={after.card} page={page} onPaper={onPaper} />}
      {!after?.card && after?.step === 'read_back' && (
        <ReadBack page={page} values={values} name={shown.callMe} />
      )}
      {!after?.card && after?.step !== 'read_back' && (
        <>
          {!onPaper && <Nobody voicemail={page.voicemail} formKey={page.key} />}
          <p className="hint">{t(onPaper ? 'phone.leadPaper' : 'phone.lead')}</p>
          <CallForm
            page={page}
            values={values}
            errors={errors}
            revealed={after?.revealed}
            onPaper={onPaper}
          />
          {!onPaper && <OnPaper caseId={shown.caseId} />}
        </>
      )}
    </CasePage>
  );
}

type CardProps = { card: NonNullable<AfterCall['card']>; page: CallPage; onPaper: boolean };

function Card({ card: { card, posting }, page, onPaper }: CardProps) {
  const { t } = useTranslation();
  return (
    <>
      <Notice tone="told" title={t('phone.saved.title')} level={2} announce>
        <p>{t('phone.saved.attempt')}</p>
        {card ? (
          <>
            <h3>{t('phone.saved.card')}</h3>
            <p>{t('phone.saved.cardLead')}</p>
            <SummaryList
              rows={[
                { term: t('phone.saved.locator'), value: card.locator },
                { term: t('phone.saved.secret'), value: card.secret },
              ]}
            />
          </>
        ) : (
          <p>{t('posting.gone')}</p>
        )}
      </Notice>
      {posting && <Posting posting={posting} sent />}
      {!onPaper && <Aloud said={page.questions.closing} />}
      <p>
        <a href={`/cases/${page.shown.caseId}`}>{t('phone.saved.toCase')}</a>
      </p>
    </>
  );
}

function OnPaper({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  return (
    <p>
      <a href={`/cases/${caseId}/visit-pack`}>{t('phone.pack')}</a>{' '}
      <a href={`/cases/${caseId}/paper`}>{t('phone.fromPaper')}</a>
    </p>
  );
}
