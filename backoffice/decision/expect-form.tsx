import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { decisionKinds } from '#casework/decision/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';

type ExpectFormProps = {
  formKey: string;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** A decision that is coming: which, by when words are needed for it, and when it is held. */
export function ExpectForm({ formKey, values, errors }: ExpectFormProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="expect">
      <h2 id="expect">{t('decision.expect')}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={typedIn(values, 'key') ?? formKey} />
        <DeskRadios
          name="kind"
          label={t('decision.which')}
          value={typedIn(values, 'kind')}
          options={decisionKinds.map((value) => ({ value, label: t(`decision.kinds.${value}`) }))}
        />
        <DeskTextField
          name="wordsNeededBy"
          label={t('decision.neededBy')}
          hint={t('decision.neededByHint')}
          value={typedIn(values, 'wordsNeededBy')}
        />
        <DeskTextField
          name="heldOn"
          label={t('decision.heldOn')}
          hint={t('decision.heldOnHint')}
          value={typedIn(values, 'heldOn')}
        />
        <DeskButton kind="primary">{t('decision.button')}</DeskButton>
      </DeskForm>
    </section>
  );
}
