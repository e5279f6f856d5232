import { useTranslation } from 'react-i18next';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField, type SelectOption } from '#accessibility/fields/select-field.tsx';
import type { ValuesShown } from '../values.ts';

const bases = [
  'direct',
  'witness',
  'bereaved_family',
  'parent_of_child',
  'child_of_domestic_abuse',
  'born_of_crime',
  'business_contact',
] as const;
const rights = ['vulnerable', 'intimidated', 'persistently_targeted', 'most_serious_crime'] as const;
const written = ['en', 'cy', 'pl', 'ur', 'ar'] as const;
const adjustments = [
  'no_phone_calls',
  'no_letters',
  'no_texts',
  'reads_little',
  'bsl',
  'large_print',
  'supporter_present',
  'other',
] as const;
const sources = ['police', 'court', 'another_service', 'the_person', 'other'] as const;
const incidents = [
  'violence',
  'robbery',
  'theft',
  'burglary',
  'damage',
  'harassment',
  'sexual',
  'driving',
  'antisocial',
  'other',
] as const;
const points = ['mobile', 'email', 'address'] as const;

type Fields = { values: ValuesShown; errors: readonly FieldError[] };

/** Who it is, in which language, and what is done differently for them. */
export function PersonFields({ values, errors }: Fields) {
  const { t } = useTranslation();
  return (
    <section className="desk-form">
      <h2>{t('newCase.who')}</h2>
      <DeskTextField name="name" label={t('newCase.name')} value={values.one('name')} />
      <DeskTextField
        name="callMe"
        label={t('newCase.callMe')}
        hint={t('newCase.callMeHint')}
        value={values.one('callMe')}
      />
      <DeskRadios
        name="basis"
        label={t('newCase.basis')}
        value={values.one('basis')}
        options={bases.map((value) => ({ value, label: t(`basis.${value}`) }))}
      />
      <DeskTextField
        name="birthDate"
        label={t('newCase.birthDate')}
        hint={t('newCase.birthDateHint')}
        value={values.one('birthDate')}
      />
      <DeskCheckboxes
        name="presumedUnder18"
        label={t('newCase.age')}
        values={values.several('presumedUnder18')}
        options={[{ value: 'yes', label: t('newCase.under18') }]}
      />
      <DeskCheckboxes
        name="enhancedRights"
        label={t('newCase.rights')}
        values={values.several('enhancedRights')}
        options={rights.map((value) => ({ value, label: t(`right.${value}`) }))}
      />
      <DeskTextField
        name="languageSpoken"
        label={t('newCase.spoken')}
        hint={t('newCase.spokenHint')}
        value={values.one('languageSpoken') || 'en'}
      />
      <SelectField
        name="languageWritten"
        label={t('newCase.written')}
        unset={t('form.choose')}
        value={values.one('languageWritten') || 'en'}
        errors={errors}
        options={written.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <DeskCheckboxes
        name="interpreter"
        label={t('newCase.interpreterLabel')}
        values={values.several('interpreter')}
        options={[{ value: 'yes', label: t('newCase.interpreter') }]}
      />
      <DeskCheckboxes
        name="adjustment"
        label={t('newCase.adjustments')}
        values={values.several('adjustment')}
        options={adjustments.map((value) => ({ value, label: t(`adjustment.${value}`) }))}
      />
      <DeskTextField
        name="adjustmentNote"
        label={t('newCase.adjustmentNote')}
        value={values.one('adjustmentNote')}
        rows={2}
      />
    </section>
  );
}

/** Where they can be reached, with who else may see it. */
export function PointFields({ values }: Pick<Fields, 'values'>) {
  const { t } = useTranslation();
  return (
    <section className="desk-form">
      <h2>{t('newCase.reach')}</h2>
      {points.map((kind) => (
        <div key={kind} className="desk-form">
          <DeskTextField
            name={kind}
            label={t(`newCase.point.${kind}`)}
            hint={t(`newCase.pointHint.${kind}`)}
            type={kind === 'email' ? 'email' : kind === 'mobile' ? 'tel' : 'text'}
            rows={kind === 'address' ? 3 : undefined}
            value={values.one(kind)}
          />
          <DeskCheckboxes
            name={`${kind}Flags`}
            label={t(`newCase.flags.${kind}`)}
            values={values.several(`${kind}Flags`)}
            options={[
              { value: 'shared', label: t('newCase.shared') },
              { value: 'watched', label: t('newCase.watched') },
            ]}
          />
        </div>
      ))}
    </section>
  );
}

/** What happened, who told us and when, and who works with them. */
export function HappenedFields({ values, errors, workers }: Fields & { workers: readonly SelectOption[] }) {
  const { t } = useTranslation();
  return (
    <section className="desk-form">
      <h2>{t('newCase.happened')}</h2>
      <DeskRadios
        name="receivedFrom"
        label={t('newCase.receivedFrom')}
        value={values.one('receivedFrom')}
        options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
      />
      <DeskTextField
        name="receivedOn"
        label={t('newCase.receivedOn')}
        type="date"
        value={values.one('receivedOn')}
      />
      <DeskTextField
        name="receivedAt"
        label={t('newCase.receivedAt')}
        hint={t('newCase.receivedAtHint')}
        type="time"
        value={values.one('receivedAt')}
      />
      <DeskTextField
        name="sameIncidentAs"
        label={t('newCase.sameIncidentAs')}
        hint={t('newCase.sameIncidentAsHint')}
        value={values.one('sameIncidentAs')}
      />
      <SelectField
        name="kind"
        label={t('newCase.kind')}
        unset={t('form.choose')}
        value={values.one('kind')}
        errors={errors}
        options={incidents.map((value) => ({ value, label: t(`incident.${value}`) }))}
      />
      <DeskTextField
        name="happenedOn"
        label={t('newCase.happenedOn')}
        type="date"
        value={values.one('happenedOn')}
      />
      <DeskTextField
        name="children"
        label={t('newCase.children')}
        hint={t('newCase.childrenHint')}
        value={values.one('children') || '1'}
      />
      <SelectField
        name="workerId"
        label={t('newCase.worker')}
        unset={t('form.choose')}
        value={values.one('workerId')}
        errors={errors}
        options={workers}
      />
    </section>
  );
}
