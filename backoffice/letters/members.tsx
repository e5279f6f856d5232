import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { toldOfEach } from './columns.tsx';
import type { MemberLine, PileShown } from './shown.server.ts';

function Again({ runId, letter }: { runId: string; letter: MemberLine }) {
  const { t } = useTranslation();
  if (!letter.mayGo) return null;
  return (
    <form method="post" action={`/letters/${runId}/pdf`}>
      <DeskButton kind="quiet" name="letter" value={letter.messageId}>
        {t('letters.run.againButton', { reference: letter.reference })}
      </DeskButton>
    </form>
  );
}

/** The letters of a pile in the order in which they are printed, and what became of each. */
export function Members({ pile, mayPrint }: { pile: PileShown; mayPrint: boolean }) {
  const { t } = useTranslation();
  const { runId, members } = pile;
  return (
    <DataTable
      caption={t('letters.run.members')}
      rows={members}
      rowKey={({ messageId }) => messageId}
      empty={null}
      columns={[
        { header: t('letters.run.number'), numeric: true, cell: ({ number }) => number },
        { header: t('letters.run.reference'), cell: ({ reference }) => reference },
        ...toldOfEach(t),
        {
          header: t('letters.standing'),
          cell: ({ outcome, returned }) => t(`letters.run.outcome.${outcome}`, { day: returned ?? '' }),
        },
        ...(mayPrint
          ? [
              {
                header: t('letters.run.again'),
                cell: (letter: MemberLine) => <Again runId={runId} letter={letter} />,
              },
            ]
          : []),
      ]}
    />
  );
}
