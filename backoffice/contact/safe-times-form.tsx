import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import { SafeTimes } from './safe-times.tsx';

type SafeTimesFormProps = { name: string; values: FormValues; errors: readonly FieldError[] };

/** The weekly times that are safe, to be put in place of those before. */
export function SafeTimesForm({ name, values, errors }: SafeTimesFormProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('contact.times.title', { name })}</h2>
      <p>{t('contact.times.lead')}</p>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="times" />
        <input type="hidden" name="timesShown" value={typedIn(values, 'timesShown')} />
        <SafeTimes values={values} errors={errors} />
        <DeskButton kind="primary">{t('contact.times.button')}</DeskButton>
      </DeskForm>
    </>
  );
}
