import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { replyReviews } from '#casework/reply/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import type { FeedbackShown } from './one.server.ts';

type ReplyFormProps = { it: FeedbackShown; values: FormValues | undefined; errors: readonly FieldError[] };

/** Writes an answer, or changes one that is not sent yet. Nothing leaves from here. */
export function ReplyForm({ it, values, errors }: ReplyFormProps) {
  const { t } = useTranslation();
  const { reply } = it;
  const draft = it.replies.find(({ state }) => state === 'draft');
  const answered = it.replies.some(({ state }) => state === 'sent');
  if (!reply) return null;
  const inEnglish = reply.language.code === 'en';
  return (
    <section>
      <h2>{t(`feedback.reply.${draft ? 'change' : answered ? 'another' : 'write'}`)}</h2>
      {it.templates.length > 0 && (
        <form className="filters" method="get">
          <SelectField
            name="template"
            label={t('feedback.reply.template')}
            unset={t('feedback.reply.noTemplate')}
            errors={[]}
            options={it.templates.map((value) => ({ value, label: value }))}
          />
          <DeskButton kind="quiet">{t('feedback.reply.useTemplate')}</DeskButton>
        </form>
      )}
      <DeskForm errors={errors}>
        <DeskTextField
          name="words"
          rows={8}
          label={t('feedback.reply.words', { language: reply.language.name })}
          hint={t('feedback.reply.wordsHint')}
          value={typedIn(values, 'words') ?? (reply.words || draft?.words)}
        />
        {!inEnglish && (
          <DeskTextField
            name="english"
            rows={8}
            label={t('feedback.reply.english')}
            hint={t('feedback.reply.englishHint')}
            value={typedIn(values, 'english') ?? (reply.english || (draft?.english ?? undefined))}
          />
        )}
        {inEnglish ? (
          <input type="hidden" name="reviewState" value="own_words" />
        ) : (
          <DeskRadios
            name="reviewState"
            label={t('feedback.reply.review')}
            options={replyReviews.map((value) => ({ value, label: t(`feedback.review.${value}`) }))}
            value={typedIn(values, 'reviewState') ?? draft?.reviewState}
          />
        )}
        <DeskButton kind={draft ? 'quiet' : 'primary'} name="intent" value="draft">
          {t('feedback.reply.preview')}
        </DeskButton>
      </DeskForm>
    </section>
  );
}
