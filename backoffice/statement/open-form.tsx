import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { StatementShown } from './statement-shown.server.ts';

type OpenFormProps = { statement: StatementShown; name: string; errors: readonly FieldError[] };

/** Asks why before it opens anything; or says why nobody here can open it now. */
export function OpenForm({ statement: { state, whys, takenBy, audiences }, name, errors }: OpenFormProps) {
  const { t } = useTranslation();
  if (state === 'withdrawn') return <p>{t('statement.gone')}</p>;
  if (whys.length === 0) return <p>{t('statement.theirs', { name: takenBy })}</p>;
  return (
    <section aria-labelledby="open">
      <h2 id="open">{t('statement.open.title')}</h2>
      <p>{t('statement.open.lead', { name })}</p>
      {audiences.length === 0 && <p>{t('statement.open.nobody', { name })}</p>}
      <DeskForm errors={errors}>
        <DeskRadios
          name="why"
          label={t('statement.open.why')}
          options={whys.map((value) => ({ value, label: t(`statement.open.whys.${value}`) }))}
        />
        <DeskButton kind="primary" name="intent" value="open">
          {t('statement.open.button')}
        </DeskButton>
      </DeskForm>
    </section>
  );
}
