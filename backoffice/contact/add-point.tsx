import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { contactPointKinds } from '#casework/contact-point/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';

type AddPointProps = { values: FormValues | undefined; errors: readonly FieldError[] };

const sources = ['the_person', 'worker', 'police'] as const;

/** A number or address to be added, as someone gave it. */
export function AddPoint({ values, errors }: AddPointProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('contact.add.title')}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="add" />
        <DeskRadios
          name="kind"
          label={t('contact.add.kind')}
          options={contactPointKinds.map((value) => ({ value, label: t(`contact.point.${value}`) }))}
          value={typedIn(values, 'kind')}
        />
        <DeskTextField
          name="value"
          label={t('contact.add.value')}
          hint={t('contact.add.valueHint')}
          value={typedIn(values, 'value')}
        />
        <DeskRadios
          name="source"
          label={t('contact.add.from')}
          options={sources.map((value) => ({ value, label: t(`contact.source.${value}`) }))}
          value={typedIn(values, 'source') ?? 'the_person'}
        />
        {(['shared', 'watched'] as const).map((flag) => (
          <DeskCheckboxes
            key={flag}
            name={flag}
            label={t(`contact.add.${flag}Label`)}
            options={[{ value: 'yes', label: t('contact.add.yes') }]}
            values={typedIn(values, flag) ? ['yes'] : []}
          />
        ))}
        <DeskButton kind="primary">{t('contact.add.button')}</DeskButton>
      </DeskForm>
    </>
  );
}
