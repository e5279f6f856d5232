import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Buttons } from '#accessibility/fields/button.tsx';
import { TextArea } from '#accessibility/fields/text-area.tsx';
import type { PieceName } from '#casework/statement/rules.ts';
import type { FormValues } from '#web/form.server.ts';
import { answerForm } from '../answer-page.tsx';
import { typedIn } from '../problems.ts';
import { useShell } from '../shell.ts';
import { languageOfWords } from './language-of-words.ts';
import { wordsPath } from './paths.ts';

type WritingFormProps = {
  piece: PieceName;
  label: string;
  hint: string;
  /** The words as they were kept, their version, and the id of this page. */
  kept: { words: string; version: number; page: string };
  again: { values: FormValues } | undefined;
  about: string | null;
  rows: number;
  children?: ReactNode;
};

/**
 * A page to write on. Each press of a button saves; with the script the words are saved a few seconds behind the writing,
 * and what it says about that stands ready here in the person's language.
 */
export function WritingForm({ piece, label, hint, kept, again, about, rows, children }: WritingFormProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { version, page } = kept;
  const words = typedIn(again, 'words') ?? kept.words;
  const hidden = {
    piece,
    page: typedIn(again, 'page') ?? page,
    version: typedIn(again, 'version') ?? String(version),
    turn: typedIn(again, 'turn') ?? '0',
  };
  return (
    <form
      id={answerForm}
      method="post"
      encType="multipart/form-data"
      noValidate
      data-draft={wordsPath('save', about)}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextArea
        name="words"
        label={label}
        level={1}
        hint={hint}
        errors={[]}
        value={words}
        lang={languageOfWords(words, language)}
        rows={rows}
      />
      <div className="saving" role="status">
        <p data-saving="kept" hidden>
          {t('words.saving.kept')} <bdi />
        </p>
        <p data-saving="beside" hidden>
          {t('words.saving.beside')} <a href={wordsPath('two', about)}>{t('words.saving.both')}</a>
        </p>
        <p data-saving="failed" hidden>
          {t('words.saving.failed')}
        </p>
      </div>
      {children}
      <Buttons>
        <Button kind="primary" name="go" value="on">
          {t('words.write.saveOn')}
        </Button>
        <Button kind="quiet" name="go" value="stop">
          {t('words.write.saveStop')}
        </Button>
      </Buttons>
    </form>
  );
}
