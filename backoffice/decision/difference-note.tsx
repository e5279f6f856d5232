import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { replyReviews } from '#casework/reply/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { WordsNotice } from '../statement/words-notice.tsx';
import { typedIn } from '../typed.ts';
import type { DifferenceShown, NoteShown } from './difference.server.ts';

/** A note as it was written, whether they read it, or that it is kept from them meanwhile. */
export function WrittenNote({ note }: { note: NoteShown }) {
  const { t } = useTranslation();
  const { words, english, language, reviewState, passedOn, told, read, leakId } = note;
  return (
    <section>
      <h2>{told ? t('difference.written', { moment: told }) : t('difference.heldNote')}</h2>
      {!passedOn && <p>{t('difference.nothingBecause')}</p>}
      <div className="said-words" dir="auto" lang={language}>
        {words}
      </div>
      {language !== 'en' && <p>{t(`feedback.review.${reviewState}`)}</p>}
      {english && (
        <div className="said-words" dir="ltr" lang="en">
          {english}
        </div>
      )}
      {told && <p>{read ? t('difference.read', { moment: read }) : t('difference.unread')}</p>}
      {leakId && (
        <p>
          <a href={`/leaks/${leakId}`}>{t('difference.heldLook')}</a>
        </p>
      )}
    </section>
  );
}

type NoteFormProps = {
  it: DifferenceShown;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** Tells someone in the language they read; in another than English the same stands below in English. */
export function NoteForm({ it, values, errors }: NoteFormProps) {
  const { t } = useTranslation();
  const { callMe: name } = it.shown;
  return (
    <DeskForm errors={errors}>
      {!it.passedOn && <p>{t('difference.nothing')}</p>}
      {it.wasTold && <p>{t('difference.again')}</p>}
      <DeskTextField
        name="words"
        label={t(it.passedOn ? 'difference.words' : 'difference.because', {
          name,
          language: it.languageName,
        })}
        hint={t(it.passedOn ? 'difference.hint' : 'difference.becauseHint')}
        value={typedIn(values, 'words')}
        rows={6}
      />
      {it.language === 'en' ? (
        <input type="hidden" name="reviewState" value="own_words" />
      ) : (
        <>
          <DeskTextField
            name="english"
            label={t('difference.english')}
            hint={t('difference.englishHint')}
            value={typedIn(values, 'english')}
            rows={6}
          />
          <DeskRadios
            name="reviewState"
            label={t('difference.review')}
            options={replyReviews.map((value) => ({ value, label: t(`feedback.review.${value}`) }))}
            value={typedIn(values, 'reviewState')}
          />
        </>
      )}
      <WordsNotice notice={it.notice} />
      <DeskButton kind="primary">{t('difference.tell', { name })}</DeskButton>
    </DeskForm>
  );
}
