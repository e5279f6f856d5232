import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { reasonsToGive } from '#casework/public-line/rules.ts';
import { EditionWords } from './edition.tsx';
import type { EditionShown } from './theme.server.ts';

type Props = { it: EditionShown; toTell: number; errors: FieldError[] };

/** What anybody reads now: telling those who asked, and taking it away. */
export function PublishedEdition({ it, toTell, errors }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('youSaid.one.state.published', { moment: it.published?.text })}</p>
      <EditionWords it={it} />
      <h3>{t('youSaid.one.tell')}</h3>
      <p>{toTell > 0 ? t('youSaid.one.stillToTell', { count: toTell }) : t('youSaid.one.allTold')}</p>
      {toTell > 0 && (
        <DeskForm errors={[]}>
          <input type="hidden" name="lineId" value={it.lineId} />
          <p className="hint">{t('youSaid.one.tellHint')}</p>
          <DeskButton kind="primary" name="intent" value="tell">
            {t('youSaid.one.tellButton')}
          </DeskButton>
        </DeskForm>
      )}
      <h3>{t('youSaid.one.takeDownTitle')}</h3>
      <DeskForm errors={errors}>
        <input type="hidden" name="lineId" value={it.lineId} />
        <SelectField
          name="because"
          label={t('youSaid.one.takeDownLabel')}
          hint={t('youSaid.one.takeDownHint')}
          unset={t('youSaid.one.takeDownUnset')}
          errors={errors}
          options={reasonsToGive.map((value) => ({ value, label: t(`youSaid.one.why.${value}`) }))}
        />
        <DeskButton kind="quiet" name="intent" value="take_down">
          {t('youSaid.one.takeDown')}
        </DeskButton>
      </DeskForm>
    </>
  );
}
