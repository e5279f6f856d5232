import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import type { StageQuestion } from '#casework/question-set/rules.ts';
import type { Answered } from '#casework/question-set/store.server.ts';

const steps = ['1', '2', '3', '4', '5'] as const;

type AnsweredQuestionProps = { question: StageQuestion; answered: Answered | undefined };

/** One question with how it was answered, once so many answered that nobody can be told from it. */
export function AnsweredQuestion({ question, answered }: AnsweredQuestionProps) {
  const { t } = useTranslation();
  const { scores = null, words = [], count = 0 } = answered ?? {};
  return (
    <section>
      <h3>{question.words.en}</h3>
      <p className="hint">{t(scores ? 'questions.answers' : 'questions.tooFew', { count })}</p>
      {scores && question.kind === 'score' && (
        <DataTable
          caption={question.words.en}
          rows={steps.map((score, at) => ({ score, of: scores[at] }))}
          rowKey={({ score }) => score}
          empty={null}
          columns={[
            {
              header: t('questions.answer'),
              heads: true,
              cell: ({ score }) => t(`questions.scores.${score}`),
            },
            { header: t('questions.people'), numeric: true, cell: ({ of }) => of },
          ]}
        />
      )}
      {words.map((said) => (
        <blockquote key={said} dir="auto">
          <p>{said}</p>
        </blockquote>
      ))}
    </section>
  );
}
