import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Notice } from '#accessibility/paper/notice.tsx';

type InvitationFormProps = {
  caseId: string;
  stamp: string;
  noLetters: boolean;
  hasCard: boolean;
  how: string;
  errors: readonly FieldError[];
};

/** Asks for the agreed word, and answers with the card itself: the one time that its secret is seen. */
export function InvitationForm({ caseId, stamp, noLetters, hasCard, how, errors }: InvitationFormProps) {
  const { t } = useTranslation();
  const hand = { value: 'hand', label: t('card.how.hand') };
  const letter = { value: 'letter', label: t('card.how.letter') };
  return (
    <>
      <p>{t('invitation.what')}</p>
      {hasCard && <p>{t('invitation.replaces')}</p>}
      {noLetters && (
        <Notice tone="caution" level={2} title={t('invitation.noLetters')}>
          <p>{t('invitation.noLettersNext')}</p>
        </Notice>
      )}
      <DeskForm action={`/cases/${caseId}/card`} errors={errors}>
        <input type="hidden" name="key" value={stamp} />
        <DeskRadios
          name="how"
          label={t('invitation.how')}
          value={how}
          options={noLetters ? [hand] : [hand, letter]}
        />
        <DeskTextField name="word" label={t('invitation.word')} hint={t('invitation.wordHint')} />
        <DeskButton kind="primary">{t('invitation.make')}</DeskButton>
      </DeskForm>
    </>
  );
}
