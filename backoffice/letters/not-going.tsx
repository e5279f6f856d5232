import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { PileShown } from './shown.server.ts';

/** The letters of a pile that may not go, each with what stops it: they come out, or are said to have gone already. */
export function TakeOut({ takeOut }: Pick<PileShown, 'takeOut'>) {
  const { t } = useTranslation();
  if (takeOut.length === 0) return null;
  return (
    <Notice tone="caution" level={2} title={t('letters.run.takeOut', { count: takeOut.length })}>
      <p>{t('letters.run.takeOutBody')}</p>
      <ul className="plain">
        {takeOut.map(({ messageId, reference, name, stops, printed }) => (
          <li key={messageId}>
            <p>
              <bdi>{name}</bdi>. {stops && t(`letters.stops.${stops}`)}{' '}
              {printed === 'no' && t('letters.run.neverPrinted')}
            </p>
            <form method="post" className="buttons">
              <input type="hidden" name="letter" value={messageId} />
              <DeskButton kind="quiet" name="act" value="taken_out">
                {t('letters.run.takenOut', { reference })}
              </DeskButton>
              {printed !== 'no' && (
                <DeskButton kind="quiet" name="act" value="left">
                  {t('letters.run.hadLeft', { reference })}
                </DeskButton>
              )}
            </form>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The letters that may go and of which there is no sheet to post: they are printed after all, or wait for the next pile. */
export function NotPrinted({ pile, mayPrint }: { pile: PileShown; mayPrint: boolean }) {
  const { t } = useTranslation();
  const { runId, notPrinted } = pile;
  const count = notPrinted.length;
  if (count === 0) return null;
  return (
    <Notice tone="caution" level={2} title={t('letters.run.notPrinted', { count })}>
      <p>{t('letters.run.notPrintedBody')}</p>
      {mayPrint && (
        <form method="post" action={`/letters/${runId}/pdf`}>
          <DeskButton kind="quiet" name="only" value="not_printed">
            {t('letters.run.printMissing', { count })}
          </DeskButton>
        </form>
      )}
      <ul className="plain">
        {notPrinted.map(({ messageId, reference, name, printed }) => (
          <li key={messageId}>
            <p>
              <bdi>{name}</bdi>. {t(`letters.run.missing.${printed === 'no' ? 'no' : 'in_other_words'}`)}
            </p>
            <form method="post">
              <input type="hidden" name="letter" value={messageId} />
              <DeskButton kind="quiet" name="act" value="taken_out">
                {t('letters.run.toNextPile', { reference })}
              </DeskButton>
            </form>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
