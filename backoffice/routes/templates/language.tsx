import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { HiddenValues } from '../../hidden-values.tsx';
import { errorsOf } from '../../problems.ts';
import { actOnWords, justDone } from '../../sent-words/acts.server.ts';
import { languageShown, type WordsShown } from '../../sent-words/one.server.ts';
import { Done } from '../../sent-words/rule.tsx';
import { Approval, Said } from '../../sent-words/words.tsx';
import { chosenIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/language';

export const handle: PageHandle = { policy: 'casework', title: 'sent_words' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const shown = await transactionAs(meAtDesk(context), (tx) => languageShown(tx, params.language));
  return { shown, done: justDone(request.url) };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  return actOnWords({ request, context }, `/templates/in/${encodeURIComponent(params.language)}`);
}

const anchorOf = ({ key }: WordsShown) => `words-${key.replace(/\W/g, '-')}`;

function useOptions() {
  const { t } = useTranslation();
  const labelOf = ({ template, channel }: WordsShown) =>
    t('sentWords.all.label', {
      template: t(`sentWords.template.${template}`),
      channel: t(`byChannel.${channel}`),
    });
  const optionsOf = (words: readonly WordsShown[], idOf: (one: WordsShown) => string) =>
    words.map((one) => ({
      value: idOf(one),
      label: labelOf(one),
      read: { href: `#${anchorOf(one)}`, text: t('sentWords.status') },
    }));
  return { labelOf, optionsOf };
}

export default function InLanguage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { labelOf, optionsOf } = useOptions();
  const { done, shown } = loaderData;
  const { language, toAnswer, toAsk, words } = shown;
  const errors = errorsOf(t, actionData);
  const requestOf = ({ waiting, key }: WordsShown) => waiting?.requestId ?? key;
  return (
    <>
      <p>
        <a href="/templates">{t('sentWords.all.back')}</a>
      </p>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>
        {t('sentWords.title')}, {t(`language.${language}`)}
      </h1>
      <Done done={done} />
      <p>{t('sentWords.all.lead')}</p>
      {toAnswer.length === 0 && toAsk.length === 0 && (
        <Empty title={t('sentWords.all.nothing')} next={t('sentWords.all.nothingNext')} />
      )}
      {toAnswer.length > 0 && (
        <DeskForm errors={errors}>
          <HiddenValues values={{ intent: 'answer' }} but={[]} />
          <DeskCheckboxes
            name="requests"
            label={t('sentWords.all.toAnswer')}
            hint={t('sentWords.all.toAnswerHint')}
            options={optionsOf(toAnswer, requestOf)}
            values={chosenIn(actionData?.values, 'requests')}
          />
          <div className="buttons">
            <DeskButton kind="quiet" name="answer" value="approved">
              {t('sentWords.all.approveTicked')}
            </DeskButton>
            <DeskButton kind="quiet" name="answer" value="refused">
              {t('sentWords.all.refuseTicked')}
            </DeskButton>
          </div>
        </DeskForm>
      )}
      {toAsk.length > 0 && (
        <DeskForm errors={errors}>
          <HiddenValues values={{ intent: 'ask' }} but={[]} />
          <DeskCheckboxes
            name="words"
            label={t('sentWords.all.toAsk')}
            hint={t('sentWords.all.toAskHint')}
            options={optionsOf(toAsk, ({ key }) => key)}
            values={chosenIn(actionData?.values, 'words')}
          />
          <DeskButton kind="quiet">{t('sentWords.all.askTicked')}</DeskButton>
        </DeskForm>
      )}
      {toAsk.length > 1 && (
        <DeskForm errors={[]}>
          <HiddenValues values={{ intent: 'ask', words: toAsk.map(({ key }) => key) }} but={[]} />
          <DeskButton kind="quiet">{t('sentWords.all.askAll', { count: toAsk.length })}</DeskButton>
        </DeskForm>
      )}
      <h2>{t('sentWords.all.words')}</h2>
      {words.map((one) => (
        <section key={one.key} id={anchorOf(one)}>
          <h3>{labelOf(one)}</h3>
          <Said words={one} />
          <p>
            {t(`sentWords.review.${one.review}`)}. <Approval words={one} />{' '}
            <a href={`/templates/${one.template}?language=${language}`}>
              {t('sentWords.all.more')}
              <span className="heard-only"> {labelOf(one)}</span>
            </a>
          </p>
        </section>
      ))}
    </>
  );
}
