import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { HiddenValues } from '../hidden-values.tsx';
import type { TemplateShown, WordsShown } from './one.server.ts';

const answerWords = {
  approved: 'sentWords.approve',
  refused: 'sentWords.refuse',
  withdrawn: 'sentWords.withdraw',
} as const;

/** What may be done about these words: ask a manager, answer, take either back. */
export function Decide({ words }: { words: WordsShown }) {
  const { t } = useTranslation();
  const { mayAsk, waiting, toTakeBack, key } = words;
  if (mayAsk)
    return (
      <DeskForm errors={[]}>
        <HiddenValues values={{ intent: 'ask', words: key }} but={[]} />
        <DeskButton kind="quiet">{t('sentWords.ask')}</DeskButton>
      </DeskForm>
    );
  const request = waiting?.requestId ?? toTakeBack;
  if (!request) return null;
  return (
    <DeskForm errors={[]}>
      <HiddenValues values={{ intent: 'answer', requests: request }} but={[]} />
      <p>
        {waiting && t(`sentWords.${waiting.answers.includes('withdrawn') ? 'forAnother' : 'forManager'}`)}
      </p>
      <div className="buttons">
        {waiting?.answers.map((answer) => (
          <DeskButton key={answer} kind="quiet" name="answer" value={answer}>
            {t(answerWords[answer])}
          </DeskButton>
        ))}
        {!waiting && (
          <DeskButton kind="quiet" name="answer" value="taken_back">
            {t('sentWords.takeBack')}
          </DeskButton>
        )}
      </div>
    </DeskForm>
  );
}

type SendToMeProps = { shown: TemplateShown; typed: string | undefined; errors: FieldError[] };

/** An example of the words on this page to whoever asks, and what became of the last ones. */
export function SendToMe({ shown, typed, errors }: SendToMeProps) {
  const { t } = useTranslation();
  const { chosen, examples, language } = shown;
  const [first] = chosen;
  return (
    <section>
      <h2>{t('sentWords.example.title')}</h2>
      <p>{t('sentWords.example.lead')}</p>
      <DeskForm errors={errors}>
        <HiddenValues values={{ intent: 'example' }} but={[]} />
        <SelectField
          name="words"
          label={t('sentWords.example.which')}
          unset={t('form.choose')}
          errors={errors}
          options={chosen.map(({ key, channel }) => ({
            value: key,
            label: `${t(`sentWords.channel.${channel}`)}, ${t(`language.${language}`)}`,
          }))}
          value={first?.key}
        />
        <DeskTextField
          name="email"
          type="email"
          autoComplete="email"
          label={t('sentWords.example.email')}
          hint={t('sentWords.example.emailHint')}
          value={typed}
        />
        <DeskButton kind="primary">{t('sentWords.example.send')}</DeskButton>
      </DeskForm>
      <DataTable
        caption={t('sentWords.example.mine')}
        rows={examples}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            header: t('sentWords.what'),
            heads: true,
            cell: ({ template, channel, language }) =>
              [
                t(`sentWords.template.${template}`, { defaultValue: template }),
                t(`sentWords.channel.${channel}`),
                t(`language.${language}`),
              ].join(', '),
          },
          { header: t('attempt.at'), cell: ({ at }) => at },
          { header: t('timetable.outcome'), cell: ({ state }) => t(`sentWords.example.state.${state}`) },
        ]}
      />
    </section>
  );
}
