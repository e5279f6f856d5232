import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { choicesOf } from '#casework/choice/store.server.ts';
import { wasSpoken } from '#casework/contact-attempt/rules.ts';
import { attemptsOf } from '#casework/contact-attempt/store.server.ts';
import { NotChosenError, NotThereError } from '#casework/refusals.ts';
import { releaseUpdate, takeBackUpdate } from '#casework/update/release.server.ts';
import { type Update, updateOf } from '#casework/update/store.server.ts';
import { newsToldIn } from '#casework/update/told.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { momentOf } from '../../moments.server.ts';
import { idFrom, notThereAs404, orNotThere } from '../../not-there.server.ts';
import { pathAfter } from '../../update/write.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/release';

export const handle: PageHandle = { policy: 'casework', title: 'release' };

async function updateHere(tx: Tx<StaffActor>, params: Route.LoaderArgs['params']) {
  const { it, shown } = await caseHere(tx, params.id);
  const update = orNotThere(await updateOf(tx, idFrom(params.updateId)));
  return { shown, update: orNotThere(update.caseId === it.caseId ? update : null) };
}

export async function loader({ params, context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  const { shown, update, spoken } = await transactionAs(me, async (tx) => {
    const found = await updateHere(tx, params);
    return { ...found, spoken: await spokenAttempts(tx, found.update) };
  });
  const { updateId, state, happened, next, language } = update;
  const direction = directionOf(language === 'ar' || language === 'ur' ? language : 'en');
  const manager = me.role === 'manager';
  return { shown, updateId, state, happened, next, language, direction, manager, spoken };
}

// A no said since the update was written: it stays unsent, and the page says so.
async function notChosen(tx: Tx<StaffActor>, { victimId, caseId, topic }: Update) {
  const present = await choicesOf(tx, victimId);
  const stateOf = (purpose: 'contact' | 'updates') =>
    present.find((one) =>
      purpose === 'contact'
        ? one.purpose === 'contact' && one.channel === ''
        : one.purpose === 'updates' && one.topic === topic && one.caseId === caseId,
    )?.state;
  const contact = stateOf('contact');
  if (contact === 'declined' || contact === 'withdrawn') return 'contact' as const;
  return stateOf('updates') === 'agreed' ? null : ('topic' as const);
}

// The calls in which they can have been told: spoken, with the day and hour that tell one from another.
async function spokenAttempts(tx: Tx<StaffActor>, { caseId, state }: Update) {
  if (state !== 'waiting_for_call') return [];
  const attempts = await attemptsOf(tx, caseId);
  return attempts
    .filter(wasSpoken)
    .map(({ attemptId, at, channel, staff }) => ({ attemptId, at: momentOf(at).text, channel, staff }));
}

const press = z.object({
  intent: z.enum(['release', 'take_back']),
  toldIn: z.preprocess((typed) => typed || null, z.uuid().nullable()),
});

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, press);
  if (!form.ok) return form.again;
  const me = meAtDesk(context);
  const act = () => transactionAs(me, (tx) => pressed(tx, params, form.value));
  // Whoever released it, or said no to it, between the look and the press is found by the press: another look says so.
  return act().catch((error: unknown) => {
    if (error instanceof NotThereError || error instanceof NotChosenError) return notThereAs404(act());
    throw error;
  });
}

async function pressed(
  tx: Tx<StaffActor>,
  params: Route.ActionArgs['params'],
  { intent, toldIn }: z.output<typeof press>,
) {
  const { shown, update } = await updateHere(tx, params);
  const { updateId, state } = update;
  const path = `/cases/${shown.caseId}/update/${updateId}`;
  // Somebody was quicker, or pressed twice: the page about it says how it stands.
  if (state !== 'waiting_for_call') return redirect(path, 303);
  if (intent === 'take_back') {
    await takeBackUpdate(tx, updateId);
    return redirect(path, 303);
  }
  const why = await notChosen(tx, update);
  if (why) return data({ values: {}, problems: [], notChosen: why }, { status: 422 });
  if (toldIn) await newsToldIn(tx, toldIn, [updateId]);
  const released = await releaseUpdate(tx, updateId);
  if (released.released) return redirect(pathAfter(shown.caseId, { updateId, ...released }), 303);
  return data({ values: {}, problems: [], why: released.why }, { status: 422 });
}

export default function Release({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, updateId, state, happened, next, language, direction, manager, spoken } = loaderData;
  const why = actionData && 'why' in actionData ? actionData.why : null;
  const no = actionData && 'notChosen' in actionData ? actionData.notChosen : null;
  return (
    <CasePage shown={shown} title={t('update.releaseTitle', { name: shown.callMe })}>
      {no && (
        <Notice tone="caution" title={t(`update.notChosen.${no}`)} level={2} announce>
          <p>{t('update.changed')}</p>
        </Notice>
      )}
      {why && (
        <Notice tone="caution" title={t(`update.refused.${why}`)} level={2} announce>
          <p>{t(`update.waitsBody.${why}`)}</p>
        </Notice>
      )}
      <article className="update-words" lang={language} dir={direction}>
        <p>{happened}</p>
        <p>{next}</p>
      </article>
      {state === 'waiting_for_call' ? (
        <DeskForm errors={[]}>
          <p>{t('update.releaseLead')}</p>
          <p>{t(manager ? 'update.releaseManager' : 'update.waitsBody.needs_call')}</p>
          <p>
            <a href={`/cases/${shown.caseId}/attempts/new`}>{t('update.toLog')}</a>
          </p>
          {spoken.length > 0 && (
            <SelectField
              name="toldIn"
              label={t('update.toldIn')}
              hint={t('update.toldInHint')}
              unset={t('update.toldInUnset')}
              options={spoken.map(({ attemptId, at, channel, staff }) => ({
                value: attemptId,
                label: [t(`attempt.channel.${channel}`), at, staff].filter(Boolean).join(', '),
              }))}
              errors={[]}
            />
          )}
          <Buttons>
            <DeskButton kind="primary" name="intent" value="release">
              {t('update.releaseButton')}
            </DeskButton>
            <DeskButton kind="quiet" name="intent" value="take_back">
              {t('update.takeBack')}
            </DeskButton>
          </Buttons>
        </DeskForm>
      ) : (
        <p>
          {t(`update.state.${state}`)}{' '}
          <a href={`/cases/${shown.caseId}/update/${updateId}`}>
            {t('update.sentTitle', { name: shown.callMe })}
          </a>
        </p>
      )}
    </CasePage>
  );
}
