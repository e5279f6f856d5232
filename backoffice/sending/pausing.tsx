import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { PauseShown } from './pause.server.ts';

/** For managers: pausing all that leaves, or only what goes to several people, and letting it go on. */
export function Pausing({ pause, errors }: { pause: PauseShown; errors: readonly FieldError[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('sending.title')}</h2>
      <p>{t('sending.what')}</p>
      <DeskForm errors={errors}>
        <Buttons>
          {pause && (
            <DeskButton kind="primary" name="intent" value="resume">
              {t('sending.resume')}
            </DeskButton>
          )}
          {pause?.what !== 'all' && (
            <DeskButton kind="quiet" name="intent" value="all">
              {t('sending.pauseAll')}
            </DeskButton>
          )}
          {pause?.what !== 'several' && (
            <DeskButton kind="quiet" name="intent" value="several">
              {t(pause ? 'sending.onlySeveral' : 'sending.pauseSeveral')}
            </DeskButton>
          )}
        </Buttons>
      </DeskForm>
    </section>
  );
}
