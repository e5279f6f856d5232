import { lettersPdf, notePrinted, printRunLetters, type Wanted } from '#casework/print-run/print.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

const { t } = backofficeWords;

const steps = ['print', 'check', 'fold', 'envelope', 'nothingElse', 'post', 'shred'] as const;

/** The letters of a run, or some of them, as one PDF under a sheet that says what to do with them. Each time is kept. */
export async function printedFor(me: StaffActor, runId: string, wanted: Wanted): Promise<Response> {
  const { letters, returnTo, made } = orNotThere(
    await transactionAs(me, (tx) => printRunLetters(tx, runId, wanted)),
  );
  const pdf = await lettersPdf({
    title: t('letters.cover.title'),
    facts: [
      { label: t('letters.cover.letters'), value: String(letters.length) },
      { label: t('letters.cover.made'), value: momentOf(new Date()).text },
    ],
    steps: steps.map((step) => t(`letters.cover.${step}`, { returnTo })),
    list: {
      head: (['number', 'reference', 'language', 'card'] as const).map((head) => t(`letters.cover.${head}`)),
      rows: letters.map(({ number, reference, language, card }) => [
        String(number),
        reference,
        t(`languages.${language}`),
        t(card ? 'letters.cover.withCard' : 'letters.cover.noCard'),
      ]),
    },
    letters,
  });
  await transactionAs(me, (tx) => notePrinted(tx, runId, made));
  return pdf;
}
