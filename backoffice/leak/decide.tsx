import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import type { findingShown } from './finding.server.ts';

export type FindingShown = Awaited<ReturnType<typeof findingShown>>;
type DecideProps = {
  it: FindingShown;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** What may be done about held words, for whoever may do it. */
export function Decide({ it, values, errors }: DecideProps) {
  const { t } = useTranslation();
  const { decisions, mine } = it;
  if (it.mayReview) return <Review errors={errors} />;
  if (decisions.length === 0) return null;
  return (
    <>
      {!decisions.includes('release') && it.leaks.blocked.length > 0 && (
        <p>{t(mine ? 'leak.notYours' : 'leak.managerOnly')}</p>
      )}
      <DeskForm errors={errors}>
        {decisions.includes('release') && (
          <>
            <p>{t('leak.releaseLead')}</p>
            <DeskTextField
              name="reason"
              rows={4}
              label={t('leak.reason')}
              hint={t('leak.reasonHint')}
              value={typedIn(values, 'reason')}
            />
          </>
        )}
        <Buttons>
          {decisions.includes('release') && (
            <DeskButton kind="primary" name="intent" value="release">
              {t('leak.release')}
            </DeskButton>
          )}
          {decisions.includes('not_about_them') && (
            <DeskButton kind="primary" name="intent" value="not_about_them">
              {t('leak.notAboutThem')}
            </DeskButton>
          )}
          <DeskButton kind="quiet" name="intent" value="take_back">
            {t('leak.takeBack')}
          </DeskButton>
        </Buttons>
      </DeskForm>
    </>
  );
}

function Review({ errors }: { errors: readonly FieldError[] }) {
  const { t } = useTranslation();
  return (
    <DeskForm errors={errors}>
      <DeskRadios
        name="review"
        label={t('leak.review')}
        options={(['rightly_released', 'wrongly_released'] as const).map((value) => ({
          value,
          label: t(`leak.reviews.${value}`),
        }))}
      />
      <DeskButton kind="primary" name="intent" value="review">
        {t('leak.reviewButton')}
      </DeskButton>
    </DeskForm>
  );
}
