import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { PostingShown } from './posting.server.ts';
import { Posting } from './posting.tsx';

type InvitationFormProps = {
  caseId: string;
  stamp: string;
  noLetters: boolean;
  hasCard: boolean;
  /** Where a code would go in place of the word; null where a word is needed. */
  codeTo: string | null;
  posting: PostingShown;
  how: string;
  errors: readonly FieldError[];
};

/** Asks for the agreed word, and answers with the card itself: the one time that its secret is seen. */
export function InvitationForm(props: InvitationFormProps) {
  const { caseId, stamp, noLetters, hasCard, codeTo, posting, how, errors } = props;
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
      {codeTo === null && (
        <Notice tone="caution" level={2} title={t('invitation.wordNeeded')}>
          <p>{t('invitation.wordNeededNext')}</p>
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
        {codeTo !== null && <p className="hint">{t('invitation.wordNone', { hint: codeTo })}</p>}
        <DeskButton kind="primary">{t('invitation.make')}</DeskButton>
      </DeskForm>
      {!noLetters && <Posting posting={posting} sent={false} />}
    </>
  );
}
