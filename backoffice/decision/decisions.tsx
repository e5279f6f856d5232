import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { DecisionsShown } from './decisions.server.ts';

type Shown = DecisionsShown[number];

/** Held, with a way back from a mistake the same day; or coming, with a button from its day on. */
function Now({ decisionId, kind, heldOn, held, dayHasCome, mayPutBack }: Shown) {
  const { t } = useTranslation();
  const name = t(`decision.kinds.${kind}`);
  const of = t('decision.recordOf', { kind: name, day: heldOn.text });
  const button = (intent: 'held' | 'back', words: string) => (
    <DeskForm errors={[]}>
      <input type="hidden" name="decisionId" value={decisionId} />
      <DeskButton kind="quiet" name="intent" value={intent}>
        {words}
        <span className="heard-only"> {of}</span>
      </DeskButton>
    </DeskForm>
  );
  if (!held)
    return (
      <>
        {t('decision.coming')} {dayHasCome ? button('held', t('decision.record')) : t('decision.notBefore')}
      </>
    );
  return (
    <>
      {t('decision.held', { moment: held })}{' '}
      <a href={`/decisions/${decisionId}`}>{t('decision.difference')}</a>
      {mayPutBack && button('back', t('decision.putBack'))}
    </>
  );
}

/** What is coming and what was held, the first to need words first. */
export function Decisions({ decisions }: { decisions: DecisionsShown }) {
  const { t } = useTranslation();
  return (
    <DataTable
      caption={t('decision.list')}
      rows={decisions}
      rowKey={({ decisionId }) => decisionId}
      empty={<Empty title={t('decision.none')} next={t('decision.noneNext')} />}
      columns={[
        {
          header: t('decision.neededBy'),
          cell: ({ neededBy }) => <time dateTime={neededBy.dateTime}>{neededBy.text}</time>,
        },
        { header: t('decision.kind'), heads: true, cell: ({ kind }) => t(`decision.kinds.${kind}`) },
        {
          header: t('decision.heldOn'),
          cell: ({ heldOn }) => <time dateTime={heldOn.dateTime}>{heldOn.text}</time>,
        },
        { header: t('decision.now'), cell: (one) => <Now {...one} /> },
      ]}
    />
  );
}
