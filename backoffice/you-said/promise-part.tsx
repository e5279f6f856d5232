import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import type { ThemeShown } from './theme.server.ts';

type Props = Pick<ThemeShown, 'promise' | 'evidence'> & { errors: FieldError[]; note: string };

/** Who promised what by when, what shows that it was done, and what colleagues made of that. */
export function PromisePart({ promise, evidence, errors, note }: Props) {
  const { t } = useTranslation();
  const isOpen = promise.state === 'promised';
  return (
    <section>
      <h2>{t('youSaid.one.promise')}</h2>
      <p>{t('youSaid.one.what', { name: promise.owner, what: promise.what, day: promise.due.text })}</p>
      <p>{t(`youSaid.one.standing.${promise.standing}`)}</p>
      <h3>{t('youSaid.one.evidence')}</h3>
      {evidence.length === 0 && <p>{t('youSaid.one.noEvidence')}</p>}
      {evidence.map((it) => (
        <Evidence key={it.evidenceId} it={it} />
      ))}
      {isOpen && (
        <>
          <DeskForm errors={errors}>
            <DeskTextField
              name="note"
              label={t('youSaid.one.note')}
              hint={t('youSaid.one.noteHint')}
              value={note}
              rows={3}
            />
            <DeskButton kind="quiet" name="intent" value="evidence">
              {t('youSaid.one.addButton')}
            </DeskButton>
          </DeskForm>
          <h3>{t('youSaid.one.end')}</h3>
          <DeskForm errors={errors}>
            <SelectField
              name="outcome"
              label={t('youSaid.one.outcome.label')}
              hint={t('youSaid.one.endHint')}
              unset={t('youSaid.one.outcome.unset')}
              errors={errors}
              options={(['not_done', 'dropped'] as const).map((value) => ({
                value,
                label: t(`youSaid.one.outcome.${value}`),
              }))}
            />
            <DeskButton kind="quiet" name="intent" value="end">
              {t('youSaid.one.endButton')}
            </DeskButton>
          </DeskForm>
        </>
      )}
    </section>
  );
}

function Evidence({ it }: { it: ThemeShown['evidence'][number] }) {
  const { t } = useTranslation();
  return (
    <article>
      <blockquote dir="auto">{it.note}</blockquote>
      <p className="hint">{t('youSaid.one.by', { name: it.writer, moment: it.written.text })}</p>
      <p>{t(`youSaid.one.evidenceState.${it.state}`, { name: it.checker })}</p>
      {it.mayCheck && (
        <DeskForm errors={[]}>
          <input type="hidden" name="intent" value="check" />
          <input type="hidden" name="evidenceId" value={it.evidenceId} />
          <Buttons>
            <DeskButton kind="quiet" name="verdict" value="shown">
              {t('youSaid.one.shown')}
            </DeskButton>
            <DeskButton kind="quiet" name="verdict" value="not_shown">
              {t('youSaid.one.notShown')}
            </DeskButton>
          </Buttons>
        </DeskForm>
      )}
    </article>
  );
}
