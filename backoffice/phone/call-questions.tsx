import { useTranslation } from 'react-i18next';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { TapAnswers } from '#accessibility/desk/tap-answers.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import type { FormValues } from '#web/form.server.ts';
import { SafeTimes } from '../contact/safe-times.tsx';
import { textIn, typedIn } from '../typed.ts';
import { Aloud } from './aloud.tsx';
import type { CallPage } from './call.server.ts';

export type CallQuestionsProps = {
  page: Pick<CallPage, 'questions' | 'mobiles'>;
  values: FormValues;
  errors: readonly FieldError[];
};

const levels = ['nothing', 'outcome', 'informed', 'involved'] as const;
const channels = ['text', 'email', 'phone', 'letter'] as const;
const ranks = ['1', '2', '3', '4'] as const;
const languages = ['en', 'cy', 'pl', 'ur', 'ar'] as const;

/** Every question in the order it is asked, each as it is said; what is not asked stays as it was. */
export function CallQuestions({ page, values, errors }: CallQuestionsProps) {
  const { t } = useTranslation();
  const { questions } = page;
  const notAsked = { value: '', label: t('phone.notAsked') };
  const tap = (name: string) => ({ name, value: typedIn(values, name), errors });
  const asked = ({ en, also }: (typeof questions)['order']) => ({ question: en, also });
  return (
    <>
      <TapAnswers
        {...tap('level')}
        {...asked(questions['involvement.question'])}
        stacked
        options={[
          notAsked,
          ...levels.map((value) => {
            const { en, also } = questions[`involvement.${value}`];
            return {
              value,
              label: en,
              also,
              answer: value === 'nothing' ? ('no' as const) : ('yes' as const),
            };
          }),
        ]}
      />
      <Aloud said={questions.order} />
      {channels.map((channel) => (
        <TapAnswers
          key={channel}
          {...tap(`channel.${channel}`)}
          {...asked(questions[`channel.${channel}`])}
          options={[
            notAsked,
            ...ranks.map((value) => ({ value, label: t(`phone.rank.${value}`), answer: 'yes' as const })),
            { value: 'no', label: t('phone.no'), answer: 'no' },
          ]}
        />
      ))}
      <TapAnswers
        {...tap('textContent')}
        {...asked(questions.textContent)}
        options={[
          notAsked,
          { value: 'sentence', label: t('phone.textContent.sentence'), answer: 'yes' },
          { value: 'nudge', label: t('phone.textContent.nudge'), answer: 'no' },
        ]}
      />
      <Aloud said={questions.safeTimes} hint={t('phone.safeTimesHint')} />
      <SafeTimes values={values} errors={errors} />
      <TapAnswers
        {...tap('voicemail')}
        {...asked(questions.voicemail)}
        options={[
          notAsked,
          { value: 'name_only', label: t('phone.voicemailAnswer.name_only'), answer: 'yes' },
          { value: 'no', label: t('phone.voicemailAnswer.no'), answer: 'no' },
        ]}
      />
      <CallLanguages page={page} values={values} errors={errors} />
      <CallClosing page={page} values={values} errors={errors} />
    </>
  );
}

function CallLanguages({ page, values, errors }: CallQuestionsProps) {
  const { t } = useTranslation();
  const { spokenLanguage, writtenLanguage, interpreter } = page.questions;
  return (
    <>
      <Aloud said={spokenLanguage} />
      <DeskTextField
        name="languageSpoken"
        label={t('phone.languageSpoken')}
        hint={t('phone.spokenLanguage')}
        value={typedIn(values, 'languageSpoken')}
      />
      <Aloud said={writtenLanguage} />
      <SelectField
        name="languageWritten"
        label={t('phone.languageWritten')}
        unset={t('phone.writtenLanguage.unset')}
        options={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
        value={typedIn(values, 'languageWritten')}
        errors={errors}
      />
      <TapAnswers
        name="interpreter"
        question={interpreter.en}
        also={interpreter.also}
        value={typedIn(values, 'interpreter')}
        errors={errors}
        options={[
          { value: '', label: t('phone.notAsked') },
          { value: 'yes', label: t('phone.yes'), answer: 'yes' },
          { value: 'no', label: t('phone.no'), answer: 'no' },
        ]}
      />
    </>
  );
}

function CallClosing({ page, values, errors }: CallQuestionsProps) {
  const { t } = useTranslation();
  const { callMe, unsafe, word } = page.questions;
  return (
    <>
      <Aloud said={callMe} />
      <DeskTextField
        name="callMe"
        label={t('phone.callMe')}
        hint={t('phone.callMeHint')}
        value={typedIn(values, 'callMe')}
      />
      <TapAnswers
        name="unsafe"
        question={unsafe.en}
        also={unsafe.also}
        value={typedIn(values, 'unsafe')}
        errors={errors}
        options={[
          { value: '', label: t('phone.notAsked') },
          { value: 'yes', label: t('phone.yes'), answer: 'yes' },
          { value: 'no', label: t('phone.no'), answer: 'no' },
        ]}
      />
      <DeskTextField
        name="unsafeWords"
        label={t('phone.unsafeWords')}
        hint={t('phone.unsafeHint')}
        value={typedIn(values, 'unsafeWords')}
        rows={3}
      />
      <Aloud said={word} />
      <DeskTextField
        name="word"
        label={t('phone.word')}
        hint={t('phone.wordHint')}
        value={typedIn(values, 'word')}
      />
      <TapAnswers
        name="cardBy"
        question={t('phone.cardBy')}
        value={textIn(values, 'cardBy')}
        errors={errors}
        options={(['letter', 'hand'] as const).map((value) => ({
          value,
          label: t(`phone.cardBys.${value}`),
        }))}
      />
    </>
  );
}
