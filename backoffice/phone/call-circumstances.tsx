import { useTranslation } from 'react-i18next';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { TapAnswers } from '#accessibility/desk/tap-answers.tsx';
import { textIn, typedIn } from '../typed.ts';
import type { CallPage } from './call.server.ts';
import type { CallQuestionsProps } from './call-questions.tsx';

type CircumstancesProps = Omit<CallQuestionsProps, 'page'> & {
  page: Pick<CallPage, 'mobiles' | 'language' | 'languageName' | 'speakers' | 'shown'>;
  onPaper: boolean;
};

/** How the words are being said, and by whom: asked of nobody, tapped by the worker. */
export function CallCircumstances({ page, values, errors, onPaper }: CircumstancesProps) {
  const { t } = useTranslation();
  const { language, languageName, mobiles } = page;
  const tap = (name: string) => ({ name, value: typedIn(values, name), errors });
  const english = { value: 'en', label: t('languages.en') };
  return (
    <>
      {onPaper ? (
        <PaperCame values={values} errors={errors} />
      ) : (
        <TapAnswers
          {...tap('how')}
          question={t('phone.how')}
          options={(['phone', 'visit'] as const).map((value) => ({ value, label: t(`phone.hows.${value}`) }))}
        />
      )}
      {!onPaper && (
        <TapAnswers
          {...tap('direction')}
          question={t('phone.direction')}
          options={(['out', 'in'] as const).map((value) => ({
            value,
            label: t(`phone.directions.${value}`),
          }))}
        />
      )}
      {language !== 'en' && (
        <TapAnswers
          {...tap('saidIn')}
          question={t('phone.saidIn')}
          options={[english, { value: language, label: languageName }]}
        />
      )}
      <WhoAnswers
        name="answeredAs"
        question={t('phone.answeredAs')}
        page={page}
        values={values}
        errors={errors}
      />
      <TapAnswers
        {...tap('interpreterPresent')}
        question={t('phone.interpreterPresent')}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`phone.${value}`) }))}
      />
      {!onPaper && mobiles.length > 0 && (
        <TapAnswers
          {...tap('spokenOn')}
          question={t('phone.spokenOn')}
          options={[
            { value: '', label: t('phone.notSaid') },
            ...mobiles.map(({ id, hint }) => ({ value: id, label: hint })),
          ]}
        />
      )}
    </>
  );
}

type WhoProps = Pick<CircumstancesProps, 'values' | 'errors'> & {
  name: string;
  question: string;
  page: Pick<CallPage, 'speakers' | 'shown'>;
};

/** The person, or one of those who speak for them today. */
export function WhoAnswers({ name, question, page, values, errors }: WhoProps) {
  const { t } = useTranslation();
  const { speakers, shown } = page;
  const named = Map.groupBy(speakers, ({ kind }) => kind);
  const others = [...named].map(([kind, those]) => ({
    value: kind,
    label: `${t(`phone.as.${kind}`)}: ${those.map(({ name }) => name).join(', ')}`,
  }));
  return (
    <>
      <TapAnswers
        name={name}
        question={question}
        value={typedIn(values, name)}
        errors={errors}
        options={[{ value: 'self', label: t('phone.as.self') }, ...others]}
      />
      <p className="hint">
        {t('phone.asOnly')} <a href={`/cases/${shown.caseId}/proxies`}>{t('phone.asAdd')}</a>
      </p>
    </>
  );
}

function PaperCame({ values, errors }: Pick<CircumstancesProps, 'values' | 'errors'>) {
  const { t } = useTranslation();
  return (
    <>
      <TapAnswers
        name="how"
        question={t('phone.paperCame')}
        value={textIn(values, 'how')}
        errors={errors}
        options={(['paper', 'letter'] as const).map((value) => ({ value, label: t(`phone.hows.${value}`) }))}
      />
      <DeskTextField name="date" type="date" label={t('phone.paperDate')} value={typedIn(values, 'date')} />
      <DeskTextField
        name="time"
        label={t('phone.paperTime')}
        hint={t('phone.visitTimeHint')}
        value={typedIn(values, 'time')}
      />
    </>
  );
}
