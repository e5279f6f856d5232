import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { attemptForm } from '#casework/contact-attempt/form.server.ts';
import { recordAttempt } from '#casework/contact-attempt/store.server.ts';
import { NotWaitingError } from '#casework/update/told.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { withKey } from '../../keyed.server.ts';
import { nowInFields } from '../../moments.server.ts';
import { newsShown } from '../../news.server.ts';
import { NewsTold } from '../../news-told.tsx';
import { notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { formValues } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/attempt';

export const handle: PageHandle = { policy: 'casework', title: 'attempt' };

export async function loader({ params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const news = await newsShown(tx, it.caseId);
    return { key: crypto.randomUUID(), shown, news, now: nowInFields() };
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, withKey(attemptForm));
  if (!form.ok) return form.again;
  const { key, ...attempt } = form.value;
  const keeping = transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    return once(tx, key, async () => {
      await recordAttempt(tx, it.caseId, attempt);
      return `/cases/${it.caseId}`;
    });
  });
  const to = await notThereAs404(
    keeping.catch((error: unknown) => {
      if (error instanceof NotWaitingError) return null;
      throw error;
    }),
  );
  return to ? redirect(to, 303) : form.again([{ field: '', problem: 'contactAttempt.told.gone' }]);
}

const channels = ['phone', 'visit', 'letter', 'text', 'email', 'portal'] as const;
const outcomes = [
  'reached',
  'met',
  'no_answer',
  'voicemail_left',
  'not_in',
  'wrong_number',
  'refused',
  'letter_sent',
  'message_sent',
  'not_delivered',
] as const;

/** What most calls and visits come to, one press each: this moment, no note. */
const quick = [
  { channel: 'phone', outcome: 'no_answer' },
  { channel: 'phone', outcome: 'reached' },
  { channel: 'visit', outcome: 'not_in' },
  { channel: 'visit', outcome: 'met' },
] as const;

type Shown = Route.ComponentProps['loaderData'];

function Quick({ stamp, now }: { stamp: string; now: Shown['now'] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="quick">
      <h2 id="quick">{t('attempt.quick')}</h2>
      <div className="buttons">
        {quick.map(({ channel, outcome }) => (
          <form key={outcome} method="post">
            <input type="hidden" name="key" value={stamp} />
            <input type="hidden" name="channel" value={channel} />
            <input type="hidden" name="outcome" value={outcome} />
            <input type="hidden" name="on" value={now.date} />
            <input type="hidden" name="time" value={now.time} />
            <DeskButton kind="quiet">{t(`attempt.quickly.${outcome}`)}</DeskButton>
          </form>
        ))}
      </div>
    </section>
  );
}

export default function Attempt({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, shown, news, now } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, {
    key,
    channel: 'phone',
    direction: 'out',
    on: now.date,
    time: now.time,
  });
  return (
    <CasePage shown={shown} title={t('attempt.title')} errors={errors}>
      <Quick stamp={key} now={now} />
      <h2>{t('attempt.inFull')}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={values.one('key')} />
        <DeskRadios
          name="channel"
          label={t('attempt.how')}
          value={values.one('channel')}
          options={channels.map((value) => ({ value, label: t(`attempt.channel.${value}`) }))}
        />
        <DeskRadios
          name="direction"
          label={t('attempt.whoBegan')}
          value={values.one('direction')}
          options={[
            { value: 'out', label: t('attempt.weDid') },
            { value: 'in', label: t('attempt.theyDid') },
          ]}
        />
        <DeskRadios
          name="outcome"
          label={t('attempt.came')}
          value={values.one('outcome')}
          options={outcomes.map((value) => ({ value, label: t(`attempt.outcome.${value}`) }))}
        />
        <NewsTold news={news} values={values.several('told')} />
        <DeskTextField name="on" label={t('attempt.on')} type="date" value={values.one('on')} />
        <DeskTextField name="time" label={t('attempt.time')} type="time" value={values.one('time')} />
        <DeskCheckboxes
          name="interpreter"
          label={t('attempt.interpreterLabel')}
          values={values.several('interpreter')}
          options={[{ value: 'yes', label: t('attempt.interpreter') }]}
        />
        <DeskTextField
          name="note"
          label={t('attempt.note')}
          hint={t('attempt.noteHint')}
          rows={3}
          value={values.one('note')}
        />
        <DeskButton kind="primary">{t('attempt.keep')}</DeskButton>
      </DeskForm>
    </CasePage>
  );
}
