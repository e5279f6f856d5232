import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { fieldOf } from '#casework/public-line/fields.ts';
import { lineForm } from '#casework/public-line/form.server.ts';
import { type LineLanguage, lineLanguages, lineReviews } from '#casework/public-line/rules.ts';
import { editionsOf, writeEdition } from '#casework/public-line/store.server.ts';
import { tooMuchIn } from '#casework/public-line/too-much.ts';
import { ChangedMeanwhileError } from '#casework/refusals.ts';
import { themeOf } from '#casework/theme/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { idFrom, notThereAs404, orNotThere } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { formValues, type ValuesShown } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/words';

export const handle: PageHandle = { policy: 'casework', title: 'you_said_words' };

const parts = ['youSaid', 'weDid'] as const;

export function loader({ params, context }: Route.LoaderArgs) {
  const themeId = idFrom(params.id);
  return transactionAs(meAtDesk(context), async (tx) => {
    const { title } = orNotThere(await themeOf(tx, themeId));
    const editions = await editionsOf(tx, themeId);
    const open = editions.find(({ state }) => state === 'draft' || state === 'approved');
    const words = editions[0]?.words ?? {};
    const typed = lineLanguages.flatMap((language): [string, string][] => {
      const { youSaid = '', weDid = '', reviewState = '' } = words[language] ?? {};
      return [
        [fieldOf('youSaid', language), youSaid],
        [fieldOf('weDid', language), weDid],
        [fieldOf('review', language), reviewState],
      ];
    });
    const shut = open !== undefined && !open.acts.includes('rewrite');
    return { themeId, title, shut, typed: Object.fromEntries(typed) };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const themeId = idFrom(params.id);
  const form = await readForm({ request, context }, lineForm);
  if (!form.ok) return form.again;
  const kept = transactionAs(meAtDesk(context), (tx) => writeEdition(tx, themeId, form.value));
  const done = await notThereAs404(
    kept.catch((error: unknown) => {
      if (error instanceof ChangedMeanwhileError) return null;
      throw error;
    }),
  );
  return done ? redirect(`/you-said/${themeId}`, 303) : form.again([]);
}

export default function LineWords({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { themeId, title, shut, typed } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, typed);
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>{t('youSaid.words.title')}</h1>
      <p>
        <a href={`/you-said/${themeId}`} dir="auto">
          {title}
        </a>
      </p>
      {shut && (
        <Notice tone="caution" level={2} title={t('refused.title')}>
          <p>{t('youSaid.words.another')}</p>
        </Notice>
      )}
      <p>{t('youSaid.words.lead')}</p>
      {errors.length > 0 && <InTheWay values={values} />}
      <DeskForm errors={errors}>
        {lineLanguages.map((language) => (
          <Fragment key={language}>
            {parts.map((part) => (
              <DeskTextField
                key={part}
                name={fieldOf(part, language)}
                label={t(`youSaid.words.${part}`, { language: t(`languages.${language}`) })}
                value={values.one(fieldOf(part, language))}
                rows={3}
              />
            ))}
            {language !== 'en' && (
              <Review language={language} value={values.one(fieldOf('review', language))} />
            )}
          </Fragment>
        ))}
        <DeskButton kind="primary">{t('youSaid.words.button')}</DeskButton>
      </DeskForm>
    </>
  );
}

function Review({ language, value }: { language: LineLanguage; value: string }) {
  const { t } = useTranslation();
  return (
    <SelectField
      name={fieldOf('review', language)}
      label={t('youSaid.words.review', { language: t(`languages.${language}`) })}
      unset={t('youSaid.words.reviews.machine')}
      value={value === 'machine' ? '' : value}
      errors={[]}
      options={lineReviews
        .filter((review) => review !== 'machine')
        .map((review) => ({ value: review, label: t(`youSaid.words.reviews.${review}`) }))}
    />
  );
}

/** The very words that a line may not have, each with what it is. */
function InTheWay({ values }: { values: ValuesShown }) {
  const { t } = useTranslation();
  const found = lineLanguages.flatMap((language) =>
    parts.flatMap((part) => tooMuchIn(values.one(fieldOf(part, language)))),
  );
  if (found.length === 0) return null;
  const once = [...new Map(found.map((one) => [one.text, one])).values()];
  return (
    <Notice tone="caution" level={2} title={t('youSaid.words.found')}>
      <ul className="reasons">
        {once.map(({ kind, text }) => (
          <li key={text}>
            <mark dir="auto">{text}</mark> {t(`youSaid.words.kind.${kind}`)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
