import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { possibleWorkers } from '#casework/staff/store.server.ts';
import { themeForm } from '#casework/theme/form.server.ts';
import { beginTheme, gatherable, themeRefused } from '#casework/theme/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { withKey } from '../../keyed.server.ts';
import { momentOf } from '../../moments.server.ts';
import { errorsOf } from '../../problems.ts';
import { chosenIn } from '../../typed.ts';
import { formValues } from '../../values.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/new';

export const handle: PageHandle = { policy: 'casework', title: 'you_said_new' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const tag = new URL(request.url).searchParams.get('tag')?.trim() ?? '';
  return transactionAs(meAtDesk(context), async (tx) => {
    const said = await gatherable(tx, tag || null);
    const people = await possibleWorkers(tx);
    return {
      ...{ tag, key: crypto.randomUUID() },
      said: said.map(({ receivedAt, ...one }) => ({ ...one, day: momentOf(receivedAt).text })),
      owners: people.map(({ staffId, name }) => ({ value: staffId, label: name })),
    };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, withKey(themeForm));
  if (!form.ok) return form.again;
  const { key, ...asked } = form.value;
  const done = await transactionAs(meAtDesk(context), async (tx) => {
    const refused = await themeRefused(tx, asked);
    if (refused) return refused;
    return once(tx, key, async () => `/you-said/${(await beginTheme(tx, asked)).themeId}`);
  });
  return typeof done === 'string' ? redirect(done, 303) : form.again([done]);
}

export default function NewTheme({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { tag, key, said, owners } = loaderData;
  const errors = errorsOf(t, actionData);
  const values = formValues(actionData, { key });
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>{t('youSaid.new.title')}</h1>
      <p>{t('youSaid.new.lead')}</p>
      <form method="get" className="desk-form">
        <DeskTextField name="tag" label={t('youSaid.new.tag')} value={tag} />
        <DeskButton kind="quiet">{t('youSaid.new.filter')}</DeskButton>
      </form>
      <DeskForm errors={errors}>
        <input type="hidden" name="key" value={values.one('key')} />
        <DeskRadios
          name="source"
          label={t('youSaid.new.sourceQuestion')}
          value={values.one('source')}
          options={[
            {
              value: 'feedback',
              label: t('youSaid.new.fromFeedback'),
              hint: t('youSaid.new.fromFeedbackHint'),
            },
            { value: 'we_noticed', label: t('youSaid.new.weNoticed') },
          ]}
        />
        {said.length === 0 ? (
          <p id="feedback">{t('youSaid.new.noneGathered')}</p>
        ) : (
          <DeskCheckboxes
            name="feedback"
            label={t('youSaid.new.gathered')}
            hint={t('youSaid.new.gatheredHint')}
            values={chosenIn(actionData?.values, 'feedback')}
            options={said.map(({ feedbackId, about, day, tags }) => ({
              value: feedbackId,
              label: t(tags.length > 0 ? 'youSaid.new.oneTagged' : 'youSaid.new.one', {
                ...{ about: t(`youSaid.about.${about}`), day, tags: tags.join(', ') },
              }),
              read: { href: `/feedback/${feedbackId}`, text: t('youSaid.new.read') },
            }))}
          />
        )}
        <DeskTextField
          name="title"
          label={t('youSaid.new.titleLabel')}
          hint={t('youSaid.new.titleHint')}
          value={values.one('title')}
        />
        <DeskTextField name="what" label={t('youSaid.new.what')} value={values.one('what')} rows={3} />
        <SelectField
          name="ownerId"
          label={t('youSaid.new.owner')}
          unset={t('youSaid.new.ownerUnset')}
          value={values.one('ownerId')}
          errors={errors}
          options={owners}
        />
        <DeskTextField name="dueOn" label={t('youSaid.new.dueOn')} type="date" value={values.one('dueOn')} />
        <DeskButton kind="primary">{t('youSaid.new.button')}</DeskButton>
      </DeskForm>
    </>
  );
}
