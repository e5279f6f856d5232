import { useTranslation } from 'react-i18next';
import { PromiseLine } from '#accessibility/paper/promise-line.tsx';
import type { Decision } from '#casework/decision/store.server.ts';
import { dateTimeOf, dayInWords } from '../dates.ts';
import { useShell } from '../shell.ts';

/** That a decision is coming, by when words are needed for it, and what becomes of them: a promise, and no pressure. */
export function NeededBy({ decision, worker }: { decision: Decision; worker: string }) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { kind, wordsNeededBy } = decision;
  const day = dayInWords(language, wordsNeededBy);
  return (
    <>
      <p>
        {t(`words.decision.${kind}`)} {t('words.needed.by', { day })}
      </p>
      <PromiseLine
        who={worker}
        what={t('words.needed.promise')}
        by={{ text: day, dateTime: dateTimeOf(wordsNeededBy) }}
      />
    </>
  );
}
