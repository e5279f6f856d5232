import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import { audiences } from '#casework/statement/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { HiddenValues } from '../hidden-values.tsx';
import { Aloud } from '../phone/aloud.tsx';
import { textIn, typedIn } from '../typed.ts';
import { SaidWords } from './said-words.tsx';
import type { TakeDownPage } from './take-down.server.ts';

type ReadItBackProps = { page: TakeDownPage; values: FormValues; count: number };

/** Their words and answers as they were written down, to be read to them before anything is kept. */
export function ReadItBack({ page, values, count }: ReadItBackProps) {
  const { t } = useTranslation();
  const writtenIn = textIn(values, 'writtenIn');
  const spoken = ['phone', 'visit'].includes(textIn(values, 'how'));
  const answers = audiences.flatMap((audience) => {
    const answer = (['agreed', 'declined'] as const).find((one) => one === textIn(values, audience));
    return answer
      ? [{ term: t(`statement.audience.${audience}`), value: t(`statement.back.${answer}`) }]
      : [];
  });
  return (
    <>
      <h2>{t('statement.back.title', { name: page.shown.callMe })}</h2>
      {spoken ? <Aloud said={page.aloud.back} /> : <p>{t('statement.back.onPaper')}</p>}
      <p className="hint">
        {t('statement.back.count', {
          count,
          language: t(`languages.${writtenIn}`, { defaultValue: writtenIn }),
        })}
      </p>
      <SaidWords
        parts={[{ question: null, words: typedIn(values, 'words') ?? '' }]}
        language={writtenIn}
        level={3}
      />
      <h3>{t('statement.back.answers')}</h3>
      {answers.length > 0 ? <SummaryList rows={answers} /> : <p>{t('statement.back.nobody')}</p>}
      <p className="hint">{t('statement.back.waitMeans')}</p>
      <DeskForm errors={[]} encType="multipart/form-data">
        <HiddenValues values={values} but={['intent']} />
        <Buttons>
          {spoken && (
            <DeskButton kind="primary" name="intent" value="read_back">
              {t('statement.back.right')}
            </DeskButton>
          )}
          <DeskButton kind={spoken ? 'quiet' : 'primary'} name="intent" value="to_confirm">
            {t('statement.back.wait')}
          </DeskButton>
          <DeskButton kind="quiet" name="intent" value="change">
            {t('statement.back.change')}
          </DeskButton>
        </Buttons>
      </DeskForm>
    </>
  );
}
