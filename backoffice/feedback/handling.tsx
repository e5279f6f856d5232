import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import type { FeedbackShown } from './one.server.ts';

type HandlingProps = { it: FeedbackShown; values: FormValues | undefined; errors: readonly FieldError[] };

/** Whose it is, what it is tagged with, and that it is closed. */
export function Handling({ it, values, errors }: HandlingProps) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('feedback.handling')}</h2>
      {it.nobodyLeft && <p className="contact-unsafe">{t('feedback.nobodyLeft')}</p>}
      {it.state === 'not_answered' && !it.nobodyLeft && <p>{t('feedback.another')}</p>}
      <DeskForm errors={errors}>
        <input type="hidden" name="version" value={it.version} />
        <SelectField
          name="ownerId"
          label={t('feedback.owner')}
          unset={t('feedback.nobody')}
          errors={errors}
          options={it.people}
          value={typedIn(values, 'ownerId') ?? it.ownerId ?? undefined}
        />
        <DeskButton kind="quiet" name="intent" value="owner">
          {t('feedback.give')}
        </DeskButton>
      </DeskForm>
      <DeskForm errors={errors}>
        <input type="hidden" name="version" value={it.version} />
        <DeskTextField
          name="tags"
          label={t('feedback.tags')}
          hint={t('feedback.tagsHint')}
          value={typedIn(values, 'tags') ?? it.tags.join(', ')}
        />
        <DeskButton kind="quiet" name="intent" value="tags">
          {t('feedback.keepTags')}
        </DeskButton>
      </DeskForm>
      {it.state !== 'closed' && (
        <DeskForm errors={[]}>
          <input type="hidden" name="version" value={it.version} />
          <DeskButton kind="quiet" name="intent" value="close">
            {t('feedback.close')}
          </DeskButton>
        </DeskForm>
      )}
    </section>
  );
}
