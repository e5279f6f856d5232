import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import { Checkboxes } from '#accessibility/fields/checkboxes.tsx';
import { TimeField } from '#accessibility/fields/time-field.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { SafeWindow } from '#casework/safe-window/rules.ts';
import { changeSafeWindows, safeWindowsOf } from '#casework/safe-window/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { apart } from '../../apart.ts';
import { mayChangeContact } from '../../contact-lock.server.ts';
import { weekdayName } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { addedTimes, safeTimesForm, weekdays } from '../../safe-times-form.server.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/times';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    kept: await keptFor(tx, request),
    windows: await safeWindowsOf(tx, me.victimId),
    weekdays,
  }));
}

const nameOf = ({ weekday, opens }: SafeWindow) => `${weekday}-${opens}`;
const removalForm = z.object({ remove: z.string() });

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const removal = removalForm.safeParse(Object.fromEntries(await request.clone().formData()));
  if (removal.success) {
    const kept = (one: SafeWindow) => nameOf(one) !== removal.data.remove;
    await transactionAs(me, (tx) => changeSafeWindows(tx, me.victimId, (before) => before.filter(kept)));
    return redirect('/contact/times', 303);
  }
  const read = await readForm({ request, context }, safeTimesForm);
  if (!read.ok) return read.again;
  const added = (before: readonly SafeWindow[]) => addedTimes(before, read.value);
  await transactionAs(me, (tx) => changeSafeWindows(tx, me.victimId, added));
  return redirect('/contact/times', 303);
}

export default function ContactTimes({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { windows, kept } = loaderData;
  const again = actionData ?? kept;
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/contact"
      errors={errors}
      title={t('reach.times.title')}
      submit={t('reach.times.add')}
      lead={
        <>
          <p className="lead">{t('reach.times.lead')}</p>
          <Windows windows={windows} />
          <Notice tone="caution" title={t('reach.times.marginTitle')} level={2}>
            <p>{t('reach.times.margin')}</p>
            <p>{t('reach.times.code')}</p>
          </Notice>
          <EnglishBeside
            folded
            say={(english) => [
              english('reach.times.margin'),
              english('reach.times.code'),
              english('reach.times.last'),
            ]}
          />
          <h2>{t('reach.times.addTitle')}</h2>
        </>
      }
    >
      <Checkboxes
        name="days"
        legend={t('reach.times.days')}
        level={3}
        errors={errors}
        values={[again?.values.days ?? []].flat()}
        options={loaderData.weekdays.map((day) => ({
          value: String(day),
          label: weekdayName(language, day),
        }))}
      />
      <div className="pair">
        <TimeField
          name="opens"
          label={t('reach.times.from')}
          errors={errors}
          value={typedIn(again, 'opens')}
          unset={t('reach.times.unset')}
        />
        <TimeField
          name="closes"
          label={t('reach.times.until')}
          errors={errors}
          value={typedIn(again, 'closes')}
          unset={t('reach.times.unset')}
        />
      </div>
      <p className="hint">{t('reach.times.short')}</p>
    </AnswerPage>
  );
}

function Windows({ windows }: { windows: readonly SafeWindow[] }) {
  const { t } = useTranslation();
  const { language } = useShell();
  if (windows.length === 0) return <p>{t('reach.times.none')}</p>;
  return (
    <AnswerForm id="remove-form">
      <ul className="choices">
        {windows.map((window) => {
          const said = t('reach.times.one', {
            day: weekdayName(language, window.weekday),
            opens: apart(window.opens),
            closes: apart(window.closes),
          });
          return (
            <li key={nameOf(window)} className="choice" data-line="yes">
              <p className="choice-question">{said}</p>
              <Button kind="quiet" name="remove" value={nameOf(window)}>
                {t('reach.times.remove')}
                <span className="heard-only"> {said}</span>
              </Button>
            </li>
          );
        })}
      </ul>
      <p className="hint">{t('reach.times.last')}</p>
    </AnswerForm>
  );
}
