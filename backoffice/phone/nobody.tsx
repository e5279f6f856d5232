import { useTranslation } from 'react-i18next';
import { Buttons } from '#accessibility/fields/button.tsx';
import type { CallPage } from './call.server.ts';

type NobodyProps = Pick<CallPage, 'voicemail'> & { formKey: string };

/** Nobody to speak to: open, tap, done. What may be left on a machine stands beside it. */
export function Nobody({ voicemail, formKey }: NobodyProps) {
  const { t } = useTranslation();
  const outcomes = [
    'no_answer',
    ...(voicemail === 'name_only' ? ['voicemail_left'] : []),
    'wrong_number',
  ] as const;
  return (
    <details className="nobody">
      <summary>{t('phone.nobody')}</summary>
      <p>
        {t(`phone.voicemail.${voicemail}`)} {t('phone.nobodyLead')}
      </p>
      <form method="post">
        <input type="hidden" name="intent" value="nobody" />
        <input type="hidden" name="key" value={formKey} />
        <Buttons>
          {outcomes.map((outcome) => (
            <button
              key={outcome}
              className="button"
              data-kind="quiet"
              type="submit"
              name="outcome"
              value={outcome}
            >
              {t(`phone.outcome.${outcome}`, { defaultValue: outcome })}
            </button>
          ))}
        </Buttons>
      </form>
    </details>
  );
}
