import { useTranslation } from 'react-i18next';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, Buttons } from '#accessibility/fields/button.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Option } from '#accessibility/fields/option.tsx';
import { Question } from '#accessibility/fields/question.tsx';
import { TextField } from '#accessibility/fields/text-field.tsx';
import type { ContactPointShown } from '#casework/contact-point/store.server.ts';
import { AnswerPage } from './answer-page.tsx';
import { apart } from './apart.ts';
import { canBeChecked, pointState } from './point-state.ts';

type Kind = 'mobile' | 'email';
type Flags = { shared: boolean; watched: boolean };

type OwnPointsProps = {
  kind: Kind;
  points: readonly ContactPointShown[];
  errors: readonly FieldError[];
  typed: { value: string | undefined } & Flags;
};

const fields = {
  mobile: { kind: 'tel', autoComplete: 'tel' },
  email: { kind: 'email', autoComplete: 'email' },
} as const satisfies Record<Kind, { kind: 'tel' | 'email'; autoComplete: 'tel' | 'email' }>;

/** The numbers or addresses someone has, each by its hint alone, and room for another. */
export function OwnPoints({ kind, points, errors, typed }: OwnPointsProps) {
  const { t } = useTranslation();
  return (
    <AnswerPage
      back="/contact"
      errors={errors}
      title={t(`reach.${kind}.title`)}
      hidden={{ kind }}
      submit={t('reach.point.sendCode')}
      lead={
        <>
          {points.length === 0 && <p>{t('reach.point.none')}</p>}
          {points.map((point) => (
            <OnePoint key={point.id} point={point} />
          ))}
        </>
      }
    >
      <TextField
        name="value"
        label={t(`reach.${kind}.add`)}
        level={2}
        hint={t(`reach.${kind}.hint`)}
        errors={errors}
        value={typed.value}
        {...fields[kind]}
      />
      <WhoElse flags={typed} errors={errors} />
      <p>{t('reach.point.codeSays')}</p>
    </AnswerPage>
  );
}

/** Who else uses a number or address, or looks at it. */
export function WhoElse({ flags, errors }: { flags: Flags; errors: readonly FieldError[] }) {
  const { t } = useTranslation();
  return (
    <Question
      name="who"
      legend={t('reach.watched.question')}
      level={2}
      hint={t('reach.watched.hint')}
      errors={errors}
    >
      <div className="options">
        {(['shared', 'watched'] as const).map((name) => (
          <Option
            key={name}
            type="checkbox"
            id={name}
            name={name}
            option={{ value: 'yes', label: t(`reach.watched.${name}`) }}
            chosen={flags[name]}
          />
        ))}
      </div>
    </Question>
  );
}

function OnePoint({ point }: { point: ContactPointShown }) {
  const { t } = useTranslation();
  const { id, hint, shared, watched } = point;
  const flags = [...(shared ? ['shared' as const] : []), ...(watched ? ['watched' as const] : [])];
  return (
    <section>
      <h2>{t('reach.point.ending', { hint: apart(hint) })}</h2>
      <p>{[pointState(point), ...flags].map((one) => t(`reach.point.${one}`)).join(' · ')}</p>
      <AnswerForm id={`point-${id}`} action="/contact/point">
        <input type="hidden" name="point" value={id} />
        <Buttons>
          {canBeChecked(point) && (
            <Button kind="quiet" name="intent" value="check">
              {t('reach.point.check')}
            </Button>
          )}
          <Button kind="quiet" name="intent" value="end">
            {t('reach.point.end', { hint: apart(hint) })}
          </Button>
        </Buttons>
      </AnswerForm>
    </section>
  );
}
