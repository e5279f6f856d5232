import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { AnswerForm } from '../../extract/answer-form.tsx';
import { Briefs } from '../../extract/briefs.tsx';
import { extractAction } from '../../extract/extract-action.server.ts';
import { extractShown } from '../../extract/extract-shown.server.ts';
import { idFrom } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { WordsNotice } from '../../statement/words-notice.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/extract';

export const handle: PageHandle = { policy: 'casework', title: 'extract' };

export function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  return transactionAs(meAtDesk(context), (tx) => extractShown(tx, id));
}

export const action = ({ request, params, context }: Route.ActionArgs) =>
  extractAction(meAtDesk(context), idFrom(params.id), { request, context });

/** An extract: what was proposed, what the person said to it, and every copy of it that left. */
export default function Extract({ loaderData: it, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const state = it.leakState === 'held' && it.state !== 'ended' ? 'held' : it.state;
  return (
    <CasePage shown={it.shown} title={t('extract.title', { number: it.number })} errors={errors}>
      <p>
        <strong>{t(`extract.state.${state}`)}</strong>{' '}
        {t('extract.for', { who: t(`statement.audience.${it.audience}`) })}{' '}
        <a href={`/statements/${it.statementId}`}>{t('extract.statement')}</a>
      </p>
      {it.leakId && (
        <p>
          <a href={`/leaks/${it.leakId}`}>{t('difference.heldLook')}</a>
        </p>
      )}
      {it.notice && <WordsNotice notice={it.notice} />}
      {it.endedBecause && <p>{t(`extract.ended.${it.endedBecause}`)}</p>}
      {it.proposed === null ? (
        <p>{t('extract.notRead')}</p>
      ) : (
        <Words
          heading={t('extract.proposedAt', { moment: it.proposedAt })}
          words={it.proposed}
          language={it.language}
        />
      )}
      {it.approved !== null && it.answeredAt && (
        <Words
          heading={t(`extract.approvedAt`, { moment: it.answeredAt })}
          words={it.approved}
          language={it.language}
        />
      )}
      {it.mayBeApproved && it.proposed !== null && (
        <AnswerForm
          name={it.shown.callMe}
          words={it.approved ?? it.proposed}
          values={actionData?.values}
          errors={errors}
        />
      )}
      {it.mayLeave && <MakeBrief />}
      <Briefs briefs={it.briefs} open={it.mayLeave} errors={errors} values={actionData?.values} />
      {it.mayBeAnswered && (
        <DeskForm errors={[]}>
          <p>{t('extract.endLead')}</p>
          <DeskButton kind="quiet" name="intent" value="end">
            {t('extract.end')}
          </DeskButton>
        </DeskForm>
      )}
    </CasePage>
  );
}

function Words({ heading, words, language }: { heading: string; words: string; language: string }) {
  return (
    <section>
      <h2>{heading}</h2>
      <div className="said-words" dir="auto" lang={language}>
        {words}
      </div>
    </section>
  );
}

function MakeBrief() {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="make">
      <h2 id="make">{t('brief.make')}</h2>
      <p>{t('brief.lead')}</p>
      <DeskForm errors={[]}>
        <Buttons>
          {(['print', 'pdf'] as const).map((form) => (
            <DeskButton key={form} kind="quiet" name="form" value={form}>
              {t(`brief.form.${form}`)}
            </DeskButton>
          ))}
        </Buttons>
      </DeskForm>
    </section>
  );
}
