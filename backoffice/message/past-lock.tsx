import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { LockOfMessage } from './lock-shown.server.ts';

type PastLockProps = {
  lock: LockOfMessage;
  stamp: string;
  why: string | undefined;
  errors: readonly FieldError[];
};

/** What two people have said about letting one message pass a lock, and what whoever looks may say now. */
export function PastLock({ lock, stamp, why, errors }: PastLockProps) {
  const { t } = useTranslation();
  const { overrides, mayPropose, needsManager, because } = lock;
  if (overrides.length === 0 && !mayPropose && !needsManager) return null;
  return (
    <section>
      <h2>{t('message.override.title')}</h2>
      {because.map((words) => (
        <p key={words}>
          <bdi>{words}</bdi>
        </p>
      ))}
      {overrides.map((one) => (
        <Proposal key={one.overrideId} one={one} stamp={stamp} />
      ))}
      {needsManager && <p>{t('message.override.managerNeeded')}</p>}
      {mayPropose && (
        <DeskForm errors={errors}>
          <input type="hidden" name="key" value={stamp} />
          <DeskTextField
            name="why"
            label={t('message.override.why')}
            hint={t('message.override.whyHint')}
            value={why}
            rows={3}
          />
          <DeskButton kind="quiet" name="act" value="propose">
            {t('message.override.propose')}
          </DeskButton>
        </DeskForm>
      )}
    </section>
  );
}

function Proposal({ one, stamp }: { one: LockOfMessage['overrides'][number]; stamp: string }) {
  const { t } = useTranslation();
  const { state, proposed, why, until, answered, may } = one;
  return (
    <Notice
      tone={state === 'waiting' ? 'caution' : 'told'}
      level={3}
      title={t(`message.override.state.${state}`)}
    >
      <p>{t('message.override.proposed', proposed)}</p>
      <blockquote dir="auto">{why}</blockquote>
      {answered && <p>{t('message.override.answered', answered)}</p>}
      {state === 'waiting' && <p>{t('message.override.until', { moment: until })}</p>}
      {may.length > 0 && (
        <form method="post" className="buttons">
          <input type="hidden" name="key" value={stamp} />
          <input type="hidden" name="overrideId" value={one.overrideId} />
          {may.map((answer) => (
            <button key={answer} className="button" data-kind="quiet" type="submit" name="act" value={answer}>
              {t(`message.override.do.${answer}`)}
            </button>
          ))}
        </form>
      )}
    </Notice>
  );
}
