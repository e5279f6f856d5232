import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { AdjustmentKind } from '#casework/adjustment/form.server.ts';
import type { FormValues } from '#web/form.server.ts';
import { chosenIn, typedIn } from '../typed.ts';

type AdjustmentsFormProps = {
  name: string;
  kinds: readonly AdjustmentKind[];
  values: FormValues;
  errors: readonly FieldError[];
};

/** What is done differently for someone; a channel ruled out here is shut for every message. */
export function AdjustmentsForm({ name, kinds, values, errors }: AdjustmentsFormProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('contact.adjustments.title', { name })}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="adjustments" />
        <DeskCheckboxes
          name="kind"
          label={t('contact.adjustments.kind')}
          options={kinds.map((value) => ({ value, label: t(`contact.adjustments.kinds.${value}`) }))}
          values={chosenIn(values, 'kind')}
        />
        <DeskTextField
          name="note"
          label={t('contact.adjustments.note')}
          hint={t('contact.adjustments.noteHint')}
          value={typedIn(values, 'note')}
          rows={3}
        />
        <DeskButton kind="primary">{t('contact.adjustments.button')}</DeskButton>
      </DeskForm>
    </>
  );
}
