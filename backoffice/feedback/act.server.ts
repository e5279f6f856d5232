import { type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { closeForm, ownerForm, tagsForm } from '#casework/feedback/form.server.ts';
import { closeFeedback, giveToOwner, tagFeedback } from '#casework/feedback/inbox.server.ts';
import { ChangedMeanwhileError } from '#casework/refusals.ts';
import { replyForm } from '#casework/reply/form.server.ts';
import { sendReply } from '#casework/reply/send.server.ts';
import { draftReply } from '#casework/reply/store.server.ts';
import { type StaffActor, StatementRefusedError, type Tx, transactionAs } from '#db/transaction.server.ts';
import { readForm, valuesOf } from '#web/form.server.ts';
import { notThereAs404 } from '../not-there.server.ts';
import { typedIn } from '../typed.ts';

type Pressed = {
  request: Request;
  context: Readonly<RouterContextProvider>;
  me: StaffActor;
  feedbackId: string;
};

/** What stands in the way of something that was pressed, where it is one of the things a person can be told. */
function problemOf(error: unknown): 'feedback.another' | 'feedback.changed' {
  if (error instanceof ChangedMeanwhileError) return 'feedback.changed';
  if (error instanceof StatementRefusedError && error.constraint === 'another_answers')
    return 'feedback.another';
  throw error;
}

type Does<Value> = {
  field: string;
  goTo: string;
  verb: (tx: Tx<StaffActor>, value: Value) => Promise<unknown>;
};

async function done<Schema extends z.ZodType>(
  { request, context, me }: Pressed,
  schema: Schema,
  { field, goTo, verb }: Does<z.output<Schema>>,
) {
  const form = await readForm({ request, context }, schema);
  if (!form.ok) return form.again;
  const problem = await notThereAs404(transactionAs(me, (tx) => verb(tx, form.value))).then(
    () => null,
    problemOf,
  );
  if (!problem) return redirect(goTo, 303);
  return form.again([{ field: problem === 'feedback.changed' ? '' : field, problem }]);
}

const sendForm = z.object({ replyId: z.uuid() });

/** Does what was pressed on the page of one thing somebody told us, and says plainly where another was first. */
export async function actOnFeedback(pressed: Pressed) {
  const { request, feedbackId: id } = pressed;
  const typed = valuesOf(await request.clone().formData());
  const goTo = `/feedback/${id}`;
  switch (typedIn(typed, 'intent')) {
    case 'owner':
      return done(pressed, ownerForm, {
        ...{ field: 'ownerId', goTo },
        verb: (tx, { ownerId, version }) => giveToOwner(tx, id, ownerId, version),
      });
    case 'tags':
      return done(pressed, tagsForm, {
        ...{ field: 'tags', goTo },
        verb: (tx, { tags, version }) => tagFeedback(tx, id, tags, version),
      });
    case 'close':
      return done(pressed, closeForm, {
        ...{ field: '', goTo },
        verb: (tx, { version }) => closeFeedback(tx, id, version),
      });
    case 'send':
      return done(pressed, sendForm, {
        ...{ field: '', goTo },
        verb: (tx, { replyId }) => sendReply(tx, replyId),
      });
    default:
      return done(pressed, replyForm, {
        ...{ field: 'words', goTo: `${goTo}#draft` },
        verb: (tx, value) => draftReply(tx, id, value),
      });
  }
}
