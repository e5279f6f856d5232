import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { Field } from '#accessibility/fields/field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { updateTopics } from '#casework/choice/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { typedIn } from '../typed.ts';
import type { NewPage } from './new.server.ts';

type Words = NonNullable<NewPage['words']>;
type Language = Words['languages'][number];
type WordsForSeveralProps = {
  page: NewPage & { words: Words };
  values: FormValues | undefined;
  named: readonly string[] | undefined;
  errors: readonly FieldError[];
};

const reviews = ['own_words', 'reviewed', 'machine'] as const;

/** The words for several people, in every language that one of them reads. */
export function WordsForSeveral({ page, values, named, errors }: WordsForSeveralProps) {
  const { t } = useTranslation();
  const { words, picked, key } = page;
  const typed = values ?? words.first;
  const about = t('update.about', { what: t(`update.milestone.${words.kind}`), date: words.on.text });
  if (words.languages.length === 0)
    return (
      <>
        <h2>{about}</h2>
        <Empty title={t('several.nobody', { of: words.people.of })} next={t('several.nobodyNext')} />
      </>
    );
  return (
    <>
      <h2>{about}</h2>
      <p>{t('several.wouldBe', { count: words.people.in, of: words.people.of })}</p>
      {named && <Named named={named} />}
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={typedIn(values, 'key') ?? key} />
        <input type="hidden" name="kind" value={words.kind} />
        <input type="hidden" name="happenedOn" value={picked?.happenedOn} />
        <DeskRadios
          name="audience"
          label={t('several.audience')}
          options={[
            { value: 'incident', label: t('several.audiences.incident') },
            {
              value: 'milestone',
              label: t('several.audiences.milestone'),
              hint:
                words.recordedIn === 0
                  ? t('several.recordedInNone')
                  : t('several.recordedIn', { count: words.recordedIn }),
            },
          ]}
          value={typedIn(typed, 'audience')}
        />
        <SelectField
          name="topic"
          label={t('update.topic')}
          unset={t('contact.add.unset')}
          options={updateTopics.map((value) => ({ value, label: t(`update.topics.${value}`) }))}
          value={typedIn(typed, 'topic')}
          errors={errors}
        />
        {words.languages.map((language) => (
          <InLanguage key={language.code} language={language} typed={typed} errors={errors} />
        ))}
        <DeskTextField
          name="nextBy"
          type="date"
          label={t('update.nextBy')}
          hint={t('update.nextByHint')}
          value={typedIn(typed, 'nextBy')}
        />
        <DeskButton kind="primary">{t('several.look')}</DeskButton>
      </DeskForm>
    </>
  );
}

type InLanguageProps = {
  language: Language;
  typed: FormValues;
  errors: readonly FieldError[];
};

function InLanguage({ language, typed, errors }: InLanguageProps) {
  const { t } = useTranslation();
  const { code, direction, name, people } = language;
  return (
    <>
      <h3>{t('several.wordsIn', { language: name, count: people })}</h3>
      {(['happened', 'next'] as const).map((part) => (
        <Field
          key={part}
          name={`${part}_${code}`}
          label={t(`update.${part}`)}
          hint={t('update.fill')}
          errors={errors}
        >
          {(control) => (
            <textarea
              {...control}
              rows={5}
              lang={code}
              dir={direction}
              defaultValue={typedIn(typed, `${part}_${code}`)}
            />
          )}
        </Field>
      ))}
      {code !== 'en' && (
        <DeskRadios
          name={`review_${code}`}
          label={t('update.review')}
          hint={t('several.leaveEmpty', { language: name })}
          options={reviews.map((value) => ({
            value,
            label: t(`update.reviews.${value}`, { language: name }),
          }))}
          value={typedIn(typed, `review_${code}`)}
        />
      )}
    </>
  );
}

function Named({ named }: { named: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Notice tone="caution" level={3} title={t('several.named')}>
      <ul className="reasons">
        {named.map((piece) => (
          <li key={piece}>
            <bdi>{piece}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
