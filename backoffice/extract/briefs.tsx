import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { readerRoles } from '#casework/brief/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { textIn, typedIn } from '../typed.ts';
import type { BriefShown } from './extract-shown.server.ts';

type BriefsProps = {
  briefs: readonly BriefShown[];
  open: boolean;
  errors: readonly FieldError[];
  values: FormValues | undefined;
};

/** Every copy that was made, who was given it and what became of it. */
export function Briefs({ briefs, open, errors, values }: BriefsProps) {
  const { t } = useTranslation();
  return briefs.map((brief) => {
    const sentBack = textIn(values ?? {}, 'brief') === brief.briefId;
    return (
      <section key={brief.briefId}>
        <h2>{t(`brief.made.${brief.form}`, { moment: brief.made })}</h2>
        {brief.recalled && (
          <p>{t(`brief.recalled.${brief.recalledBecause ?? 'staff'}`, { moment: brief.recalled })}</p>
        )}
        {open && !brief.recalled && (
          <p>
            <a href={`/briefs/${brief.briefId}${brief.form === 'pdf' ? '.pdf' : ''}`}>
              {t(`brief.open.${brief.form}`)}
            </a>
          </p>
        )}
        <Readers brief={brief} />
        {open && !brief.recalled && (
          <Give
            briefId={brief.briefId}
            errors={sentBack ? errors : []}
            values={sentBack ? values : undefined}
          />
        )}
      </section>
    );
  });
}

function Readers({ brief: { briefId, readers } }: { brief: BriefShown }) {
  const { t } = useTranslation();
  return (
    <ul className="plain">
      {readers.map(({ readerId, role, name, given, read, returned, flagged }) => (
        <li key={readerId}>
          <bdi>{name}</bdi>, {t('brief.given', { role: t(`brief.role.${role}`), moment: given })}{' '}
          {read && t('brief.read', { moment: read })} {returned && t('brief.returned', { moment: returned })}{' '}
          {flagged && <strong>{t('brief.flagged', { moment: flagged })}</strong>}
          {(!read || !returned) && (
            <DeskForm errors={[]}>
              <input type="hidden" name="intent" value="follow" />
              <input type="hidden" name="brief" value={briefId} />
              <input type="hidden" name="reader" value={readerId} />
              <Buttons>
                {!read && (
                  <DeskButton kind="quiet" name="what" value="read">
                    {t('brief.wasRead')}
                    <span className="heard-only"> {name}</span>
                  </DeskButton>
                )}
                {!returned && (
                  <DeskButton kind="quiet" name="what" value="returned">
                    {t('brief.cameBack')}
                    <span className="heard-only"> {name}</span>
                  </DeskButton>
                )}
              </Buttons>
            </DeskForm>
          )}
        </li>
      ))}
    </ul>
  );
}

type GiveProps = { briefId: string; errors: readonly FieldError[]; values: FormValues | undefined };

function Give({ briefId, errors, values }: GiveProps) {
  const { t } = useTranslation();
  return (
    <DeskForm errors={errors}>
      <input type="hidden" name="brief" value={briefId} />
      <DeskTextField name="name" label={t('brief.name')} value={typedIn(values, 'name')} />
      <DeskRadios
        name="role"
        label={t('brief.who')}
        value={typedIn(values, 'role')}
        options={readerRoles.map((value) => ({ value, label: t(`brief.role.${value}`) }))}
      />
      <Buttons>
        <DeskButton kind="primary" name="intent" value="give">
          {t('brief.give')}
        </DeskButton>
        <DeskButton kind="quiet" name="intent" value="recall">
          {t('brief.recall')}
        </DeskButton>
      </Buttons>
    </DeskForm>
  );
}
