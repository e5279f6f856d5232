import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { callMe } from '#casework/victim/form.server.ts';
import { changeWhatToCall, victimOf } from '#casework/victim/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { changedMeanwhile, unlessQuicker, versionFor } from '../../changed-meanwhile.ts';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/name';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meIn(context);
  const { kept, person } = await transactionAs(me, async (tx) => ({
    kept: await keptFor(tx, request),
    person: await victimOf(tx, me.victimId),
  }));
  if (!person) throw data(null, { status: 404 });
  return { kept, callMe: person.callMe, version: person.version };
}

const form = z.object({ callMe, version: z.coerce.number().int() });

export async function action({ request, context }: Route.ActionArgs) {
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { callMe: name, version } = read.value;
  const done = await transactionAs(me, async (tx) => {
    await changeWhatToCall(tx, me.victimId, name, version);
    return true;
  }).catch(unlessQuicker);
  return done ? redirect('/contact', 303) : read.again([{ field: 'callMe', problem: changedMeanwhile }]);
}

export default function ContactName({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { kept, version, callMe: now } = loaderData;
  return (
    <AnswerPage
      back="/contact"
      errors={errorsOf(t, actionData)}
      hidden={{ version: versionFor(actionData, version) }}
      submit={t('choices.save')}
    >
      <TextField
        name="callMe"
        label={t('reach.name.question')}
        level={1}
        hint={t('reach.name.hint')}
        errors={errorsOf(t, actionData)}
        value={typedIn(actionData ?? kept, 'callMe') ?? now}
        autoComplete="off"
      />
    </AnswerPage>
  );
}
