import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { voiceNoteForm } from '#casework/voice-note/form.server.ts';
import { decisionKnown, voiceNotesOf, writeVoiceNote } from '#casework/voice-note/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { dayOf, momentOf } from '../../moments.server.ts';
import { idFrom, notThereAs404, orNotThere } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/decision';

export const handle: PageHandle = { policy: 'casework', title: 'difference' };

export function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  return transactionAs(meAtDesk(context), async (tx) => {
    const { caseId, victimId, kind, heldOn, heldAt } = orNotThere(await decisionKnown(tx, id));
    const { shown } = await caseHere(tx, caseId);
    const notes = (await voiceNotesOf(tx, victimId)).filter(({ decisionId }) => decisionId === id);
    return {
      ...{ shown, kind, heldOn: dayOf(heldOn).text, held: heldAt !== null },
      notes: notes.map(({ words, writtenAt }) => ({ words, at: momentOf(writtenAt).text })),
    };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const id = idFrom(params.id);
  const form = await readForm({ request, context }, voiceNoteForm);
  if (!form.ok) return form.again;
  await notThereAs404(transactionAs(meAtDesk(context), (tx) => writeVoiceNote(tx, id, form.value.words)));
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
      {it.notes.map(({ words, at }) => (
        <section key={at}>
          <h2>{t('difference.written', { moment: at })}</h2>
          <div className="said-words" dir="auto">
            {words}
          </div>
        </section>
      ))}
      {it.held ? (
        <DeskForm errors={errors}>
          <DeskTextField
            name="words"
            label={t('difference.words', { name: callMe })}
            hint={t('difference.hint')}
            value={typedIn(actionData?.values, 'words')}
            rows={6}
          />
          <DeskButton kind="primary">{t('difference.tell', { name: callMe })}</DeskButton>
        </DeskForm>
      ) : (
        <p>{t('difference.notYet')}</p>
      )}
    </CasePage>
  );
}
