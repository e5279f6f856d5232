import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { FormValues } from '#web/form.server.ts';
import type { Moment } from '../moments.server.ts';
import { typedIn } from '../typed.ts';

const reasons = ['asked_to_pause', 'parents_disagree', 'safety', 'staff'] as const;

/** Why a pause is lifted, kept in the audit. */
export const liftReasons = ['they_asked', 'sorted_out', 'safe_again'] as const;

export type PauseShown = { reason: (typeof reasons)[number] | 'card_refused'; until: Moment | null } | null;
type PauseFormProps = { pause: PauseShown; values: FormValues | undefined; errors: readonly FieldError[] };

/** Pauses everything, or ends the pause there is. */
export function PauseForm({ pause, values, errors }: PauseFormProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('contact.pause.title')}</h2>
      {pause ? <Paused pause={pause} errors={errors} /> : <Pausing values={values} errors={errors} />}
    </>
  );
}

function Paused({ pause, errors }: { pause: NonNullable<PauseShown>; errors: readonly FieldError[] }) {
  const { t } = useTranslation();
  const reason = t(`contact.pause.reasons.${pause.reason}`);
  return (
    <Notice tone="caution" title={t('contact.pause.on', { reason })} level={3}>
      <p>
        {pause.until ? t('contact.pause.until', { until: pause.until.text }) : t('contact.pause.open')}{' '}
        {t('contact.pause.liftLead')}
      </p>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="lift" />
        <DeskRadios
          name="why"
          label={t('contact.pause.liftWhy')}
          options={liftReasons.map((value) => ({ value, label: t(`contact.pause.liftReasons.${value}`) }))}
        />
        <DeskButton kind="quiet">{t('contact.pause.lift')}</DeskButton>
      </DeskForm>
    </Notice>
  );
}

function Pausing({ values, errors }: Omit<PauseFormProps, 'pause'>) {
  const { t } = useTranslation();
  return (
    <DeskForm errors={errors}>
      <input type="hidden" name="intent" value="pause" />
      <DeskRadios
        name="reason"
        label={t('contact.pause.why')}
        hint={t('contact.pause.whyHint')}
        options={reasons.map((value) => ({ value, label: t(`contact.pause.reasons.${value}`) }))}
        value={typedIn(values, 'reason')}
      />
      <DeskTextField
        name="until"
        label={t('contact.pause.untilField')}
        type="date"
        value={typedIn(values, 'until')}
      />
      <DeskButton kind="primary">{t('contact.pause.button')}</DeskButton>
    </DeskForm>
  );
}
