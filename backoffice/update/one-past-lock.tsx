import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';

type OnePastLockProps = {
  channels: readonly ('text' | 'email' | 'letter')[];
  stamp: string;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** For a manager: proposes one message about the update by a way that only a lock keeps shut. */
export function OnePastLock({ channels, stamp, values, errors }: OnePastLockProps) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('update.pastLock.title')}</h2>
      <p>{t('update.pastLock.lead')}</p>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={stamp} />
        <DeskRadios
          name="channel"
          label={t('update.pastLock.channel')}
          options={channels.map((value) => ({ value, label: t(`update.channel.${value}`) }))}
          value={typedIn(values, 'channel')}
        />
        <DeskTextField
          name="why"
          label={t('message.override.why')}
          hint={t('message.override.whyHint')}
          value={typedIn(values, 'why')}
          rows={3}
        />
        <DeskButton kind="quiet">{t('update.pastLock.button')}</DeskButton>
      </DeskForm>
    </section>
  );
}
