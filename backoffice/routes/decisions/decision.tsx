import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { voiceNoteForm } from '#casework/voice-note/form.server.ts';
import { writeVoiceNote } from '#casework/voice-note/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { differenceShown } from '../../decision/difference.server.ts';
import { NoteForm, WrittenNote } from '../../decision/difference-note.tsx';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/decision';

export const handle: PageHandle = { policy: 'casework', title: 'difference' };

export function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  return transactionAs(meAtDesk(context), (tx) => differenceShown(tx, id));
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const id = idFrom(params.id);
  const form = await readForm({ request, context }, voiceNoteForm);
  if (!form.ok) return form.again;
  await notThereAs404(transactionAs(meAtDesk(context), (tx) => writeVoiceNote(tx, id, form.value)));
  return redirect(`/decisions/${id}`, 303);
}

/** A decision that was held, and what difference someone's words made to it, as they are told. */
export default function Decision({ loaderData: it, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const { callMe, caseId } = it.shown;
  return (
    <CasePage shown={it.shown} title={t('difference.title', { name: callMe })} errors={errors}>
      <p>
        {t('difference.decision', { kind: t(`decision.kinds.${it.kind}`), day: it.heldOn })}{' '}
        <a href={`/cases/${caseId}/decisions`}>{t('difference.all')}</a>
      </p>
      {it.notes.map((note) => (
        <WrittenNote key={note.noteId} note={note} />
      ))}
      {it.held ? (
        <NoteForm it={it} values={actionData?.values} errors={errors} />
      ) : (
        <p>{t('difference.notYet')}</p>
      )}
    </CasePage>
  );
}
