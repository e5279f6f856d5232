import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { SelectField } from '#accessibility/fields/select-field.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { askedIn } from '#casework/question-set/rules.ts';
import { templateForm } from '#casework/reply/form.server.ts';
import { keepTemplate, templates } from '#casework/reply/template.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/templates';

export const handle: PageHandle = { policy: 'manager', title: 'feedback_templates' };

export async function loader({ context }: Route.LoaderArgs) {
  return { kept: await transactionAs(meAtDesk(context), templates) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, templateForm);
  if (!form.ok) return form.again;
  await transactionAs(meAtDesk(context), (tx) => keepTemplate(tx, form.value));
  return redirect('/feedback/templates', 303);
}

export default function Templates({ loaderData: { kept }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const typed = (field: string) => typedIn(actionData?.values, field);
  return (
    <>
      <h1>{t('templates.title')}</h1>
      <ErrorSummary title={t('refused.title')} errors={errors} />
      <p>{t('templates.intro')}</p>
      {kept.length === 0 && <Empty title={t('templates.none')} next={t('templates.noneNext')} />}
      {kept.map(({ key, language, words }) => (
        <section key={`${key}.${language}`}>
          <h2>
            {key}, {t(`questions.in.${askedIn.find((one) => one === language) ?? 'en'}`)}
          </h2>
          <blockquote lang={language} dir="auto">
            <p className="update-words">{words}</p>
          </blockquote>
        </section>
      ))}
      <DeskForm errors={errors}>
        <h2>{t('templates.write')}</h2>
        <DeskTextField
          name="key"
          label={t('templates.key')}
          hint={t('templates.keyHint')}
          value={typed('key')}
        />
        <SelectField
          name="language"
          label={t('templates.language')}
          unset={t('templates.choose')}
          errors={errors}
          options={askedIn.map((value) => ({ value, label: t(`questions.in.${value}`) }))}
          value={typed('language')}
        />
        <DeskTextField name="words" label={t('templates.words')} rows={8} value={typed('words')} />
        <DeskButton kind="primary">{t('templates.keep')}</DeskButton>
      </DeskForm>
    </>
  );
}
