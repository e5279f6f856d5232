import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Button } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { Field } from '#accessibility/fields/field.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { saveDraft } from '#casework/statement/draft.server.ts';
import { harmlessText } from '#casework/statement/plain-text.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { errorsOf, typedIn } from '../../problems.ts';
import { meIn } from '../../who.server.ts';
import { wordsPath } from '../../words/paths.ts';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/file';

export const handle: PageHandle = {
  policy: 'signed_in',
  title: 'letter',
  form: answerForm,
  bodyLimit: 2 * 1024 * 1024,
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const { about } = await transactionAs(meIn(context), (tx) => writingIn(tx, request));
  return { about, page: randomUUID() };
}

type Read = { words: string } | { problem: 'missing' | 'notText' | 'empty' };

/** The words of a file that is plain text in UTF-8, as every system can save it. */
async function wordsOf(file: FormDataEntryValue | null): Promise<Read> {
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return { problem: 'missing' };
  const bytes = Buffer.from(await file.arrayBuffer());
  if (!isUtf8(bytes) || bytes.includes(0)) return { problem: 'notText' };
  const words = harmlessText(bytes.toString());
  return words.trim() === '' ? { problem: 'empty' } : { words };
}

const form = z.object({ page: z.uuid() });

export async function action({ request, context }: Route.ActionArgs) {
  const file = (await request.clone().formData()).get('file');
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const brought = await wordsOf(file);
  if ('problem' in brought)
    return read.again([{ field: 'file', problem: `statement.file.${brought.problem}` }]);
  const { page } = read.value;
  const goTo = await transactionAs(meIn(context), async (tx) => {
    const { current, about, draft } = await writingIn(tx, request);
    const { words = '', version = 0 } = draft?.pieces.free ?? {};
    const joined = words.endsWith(brought.words)
      ? words
      : [words, brought.words].filter(Boolean).join('\n\n');
    const language = context.get(languageContext);
    const sent = { caseId: current.caseId, piece: 'free', words: joined, page, version, turn: 0 } as const;
    const { saved } = await saveDraft(tx, { ...sent, language });
    return wordsPath(saved === 'beside' ? 'two' : 'free', about);
  });
  return redirect(goTo, 303);
}

/** Words somebody wrote elsewhere, added to what they write freely. */
export default function FromFile({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { about, page } = loaderData;
  const errors = errorsOf(t, actionData);
  return (
    <>
      <BackLink href={wordsPath('before', about)} label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errors} />
      <form id={answerForm} method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="page" value={typedIn(actionData, 'page') ?? page} />
        <Field
          name="file"
          label={t('words.file.question')}
          level={1}
          hint={t('words.file.hint')}
          errors={errors}
        >
          {(control) => <input {...control} type="file" accept=".txt,text/plain" />}
        </Field>
        <Button kind="primary">{t('words.file.submit')}</Button>
      </form>
    </>
  );
}
