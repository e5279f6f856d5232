import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import type { FormValues } from '#web/form.server.ts';
import { SaidWords } from '../statement/said-words.tsx';
import { typedIn } from '../typed.ts';
import type { ExtractPage, OpenedToCut } from './propose.server.ts';

type ProposeFormProps = Pick<ExtractPage, 'audiences' | 'decisions'> & {
  formKey: string;
  opened: OpenedToCut | undefined;
  values: FormValues;
  errors: readonly FieldError[];
};

/** The words as they were sent, and the ones proposed to leave, to be cut from them. */
export function ProposeForm({ formKey, audiences, decisions, opened, values, errors }: ProposeFormProps) {
  const { t } = useTranslation();
  return (
    <>
      {opened && (
        <section aria-labelledby="said">
          <h2 id="said">{t('extract.said')}</h2>
          <SaidWords parts={opened.parts} language={opened.language} level={3} />
        </section>
      )}
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={formKey} />
        {opened?.receipt && <input type="hidden" name="receipt" value={opened.receipt} />}
        <DeskRadios
          name="audience"
          label={t('extract.audience')}
          value={typedIn(values, 'audience')}
          options={audiences.map((value) => ({ value, label: t(`statement.audience.${value}`) }))}
        />
        <SelectField
          name="decisionId"
          label={t('extract.decision')}
          errors={errors}
          unset={t('extract.noDecision')}
          value={typedIn(values, 'decisionId')}
          options={decisions.map(({ decisionId, kind, day }) => ({
            value: decisionId,
            label: t('extract.decisionOn', { kind: t(`decision.kinds.${kind}`), day }),
          }))}
        />
        <DeskTextField
          name="words"
          label={t('extract.words')}
          hint={t('extract.wordsHint')}
          value={typedIn(values, 'words')}
          rows={12}
        />
        <DeskButton kind="primary" name="intent" value="propose">
          {t('extract.propose')}
        </DeskButton>
      </DeskForm>
    </>
  );
}
