import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { Opened } from './open-statement.server.ts';
import { SaidWords } from './said-words.tsx';
import type { StatementShown } from './statement-shown.server.ts';

type OpenedWordsProps = { opened: Opened; statement: StatementShown; name: string };

/** The words themselves, this once, under the receipt they left and those they are meant for. */
export function OpenedWords({ opened, statement, name }: OpenedWordsProps) {
  const { t } = useTranslation();
  const { statementId, state, audiences } = statement;
  const why = t(`statement.open.whys.${opened.why}`);
  const receipt = { name: opened.firstName, moment: opened.at.text, why, person: name };
  const may = audiences.map((one) => t(`statement.audience.${one}`)).join(', ');
  return (
    <section className="opened-words" aria-labelledby="opened">
      <h2 id="opened">{t('statement.opened.title')}</h2>
      <Notice tone="caution" title={t('statement.opened.receipt', receipt)} level={3} announce>
        <p>{may ? t('statement.opened.purpose', { audiences: may }) : t('statement.opened.purposeNobody')}</p>
        <p className="no-print">
          {t('statement.opened.once')} {t('statement.opened.print')}
        </p>
      </Notice>
      <SaidWords parts={opened.parts} language={opened.language} level={3} />
      {state === 'to_confirm' && (
        <div className="no-print">
          <h3>{t('statement.confirm.title')}</h3>
          <p>{t('statement.confirm.lead')}</p>
          <DeskForm errors={[]}>
            <DeskButton kind="primary" name="intent" value="confirm">
              {t('statement.confirm.button')}
            </DeskButton>
          </DeskForm>
        </div>
      )}
      <ul className="plain no-print">
        {may && (
          <li>
            <a href={`/statements/${statementId}/extract`}>{t('statement.extract')}</a>
          </li>
        )}
        <li>
          <a href={`/statements/${statementId}`}>{t('statement.opened.close')}</a>
        </li>
      </ul>
    </section>
  );
}
