import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { JustDone } from './acts.server.ts';
import type { RuleShown } from './list.server.ts';

/** Whether words leave without a manager's yes, and how many would be held. */
export function Rule({ rule }: { rule: RuleShown }) {
  const { t } = useTranslation();
  const { approvedOnly, missing, from } = rule;
  const held = missing > 0 ? t('sentWords.rule.missing', { count: missing }) : t('sentWords.rule.none');
  if (!approvedOnly && !from)
    return (
      <p>
        {t('sentWords.rule.any')} {t('sentWords.rule.anyMeans')}
      </p>
    );
  return (
    <Notice
      tone={missing > 0 ? 'caution' : 'told'}
      level={2}
      title={approvedOnly ? t('sentWords.rule.approved') : t('sentWords.rule.from', { day: from })}
    >
      <p>
        {held} {t('sentWords.rule.approvedMeans')}
      </p>
    </Notice>
  );
}

/** What was just done, read out by itself. */
export function Done({ done }: { done: JustDone | null }) {
  const { t } = useTranslation();
  if (!done) return null;
  const said =
    done.done === 'example'
      ? t('sentWords.example.done')
      : t(`sentWords.done.${done.done}`, { count: done.count });
  return (
    <Notice tone={done.left > 0 ? 'caution' : 'told'} level={2} title={said} announce>
      {done.left > 0 && <p>{t('sentWords.done.left', { count: done.left })}</p>}
    </Notice>
  );
}
