import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Checkboxes } from '#accessibility/fields/checkboxes.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { contactPointsOf, flagContactPoint } from '#casework/contact-point/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { apart } from '../../apart.ts';
import { mayChangeContact } from '../../contact-lock.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/watched';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm, exact: true };

const flags = ['shared', 'watched'] as const;

type Flagged = { id: string; shared: boolean; watched: boolean };

// An unticked box posts nothing, so the page says itself which ones it showed, and what was ticked.
const askedOf = (points: readonly Flagged[], again: Parameters<typeof typedIn>[0]) =>
  Object.fromEntries(
    points.map((point) => {
      const name = `asked-${point.id}`;
      return [name, typedIn(again, name) ?? ['asked', ...flags.filter((flag) => point[flag])].join(' ')];
    }),
  );

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    kept: await keptFor(tx, request),
    points: (await contactPointsOf(tx, me.victimId)).filter(({ kind }) => kind !== 'address'),
  }));
}

// One field a point, named by its id, with the flags that were ticked.
const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  await transactionAs(me, async (tx) => {
    for (const point of await contactPointsOf(tx, me.victimId)) {
      const ticked = [read.value[point.id] ?? []].flat();
      const shown = typedIn(read, `asked-${point.id}`)?.split(' ');
      const saidOf = (flag: (typeof flags)[number]) =>
        shown?.includes(flag) === ticked.includes(flag) ? point[flag] : ticked.includes(flag);
      const said = { shared: saidOf('shared'), watched: saidOf('watched') };
      const asked = point.kind !== 'address' && shown !== undefined;
      const same = said.shared === point.shared && said.watched === point.watched;
      if (asked && !same) await flagContactPoint(tx, me.victimId, point.id, said);
    }
  });
  return redirect('/contact', 303);
}

export default function ContactWatched({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { points, kept } = loaderData;
  const again = actionData ?? kept;
  const errors = errorsOf(t, actionData);
  const valuesOf = (point: (typeof points)[number]) =>
    again ? [again.values[point.id] ?? []].flat() : flags.filter((flag) => point[flag]);
  return (
    <AnswerPage
      back="/contact"
      errors={errors}
      title={t('reach.rows.watched')}
      hidden={askedOf(points, again)}
      submit={t('choices.save')}
      lead={
        <>
          <p className="lead">{t('reach.watched.lead')}</p>
          <Notice tone="caution" title={t('reach.watched.cautionTitle')} level={2}>
            <p>{t('reach.watched.caution')}</p>
          </Notice>
          <EnglishBeside
            folded
            say={(english) => [english('reach.watched.lead'), english('reach.watched.caution')]}
          />
        </>
      }
    >
      {points.length === 0 && <p>{t('reach.point.none')}</p>}
      {points.map((point) => (
        <Checkboxes
          key={point.id}
          name={point.id}
          legend={t('reach.point.ending', { hint: apart(point.hint) })}
          level={2}
          errors={errors}
          values={valuesOf(point)}
          options={flags.map((value) => ({ value, label: t(`reach.watched.${value}`) }))}
        />
      ))}
    </AnswerPage>
  );
}
