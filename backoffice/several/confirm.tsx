import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import type { OneShown } from './one.server.ts';

type ConfirmProps = {
  one: OneShown;
  errors: readonly FieldError[];
  values: FormValues | undefined;
};

/** The last thing on the page, after everything there is to look at: the number typed, and over twenty-five a code. */
export function Confirm({ one, errors, values }: ConfirmProps) {
  const { t } = useTranslation();
  const { people, needs, state, mine } = one;
  const second = state === 'needs_second';
  if (people === 0 || (second ? mine : state !== 'saved' || !mine)) return null;
  return (
    <section>
      <h2>{t('several.confirmTitle')}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value={second ? 'second' : 'confirm'} />
        <DeskTextField
          name="people"
          label={t('several.typeNumber')}
          hint={t('several.typeNumberHint', { count: people })}
          value={typedIn(values, 'people')}
        />
        {needs.stepUp && (
          <DeskTextField
            name="code"
            label={t('several.code')}
            hint={t('several.codeHint')}
            autoComplete="one-time-code"
          />
        )}
        {needs.second && !second && <p>{t('several.secondNeeded')}</p>}
        <DeskButton kind="primary">
          {t(second ? 'several.agree' : 'several.confirm', { count: people })}
        </DeskButton>
      </DeskForm>
    </section>
  );
}
