import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { Confirm } from '../../several/confirm.tsx';
import { HowItStands } from '../../several/how-it-stands.tsx';
import { LeftOut } from '../../several/left-out.tsx';
import { type OneShown, oneAction, oneShown, shutShown } from '../../several/one.server.ts';
import { OnlyToStop } from '../../several/only-to-stop.tsx';
import { Sample } from '../../several/sample.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/one';

export const handle: PageHandle = { policy: 'casework', title: 'several', secret: ['code'] };

export async function loader({ params, context }: Route.LoaderArgs) {
  const look = transactionAs(meAtDesk(context), async (tx) => {
    const shut = await shutShown(tx, params.id);
    return shut ? { shut, one: null } : { shut: null, one: await oneShown(tx, params.id) };
  });
  return notThereAs404(look);
}

export const action = oneAction;

function Words({ one }: { one: OneShown }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('several.theyRead')}</h2>
      {one.words.map(({ language, name, direction, happened, next }) => (
        <section key={language} className="one-of-several">
          <h3>{name}</h3>
          <article className="update-words" lang={language} dir={direction}>
            <p>{happened}</p>
            <p>{next}</p>
          </article>
        </section>
      ))}
      {one.promised && <p>{t('update.promise', { date: one.promised })}</p>}
    </section>
  );
}

export default function OneForSeveral({ loaderData: { shut, one }, actionData }: Route.ComponentProps) {
  return one ? <Open one={one} actionData={actionData} /> : <OnlyToStop set={shut} />;
}

function Open({ one, actionData }: { one: OneShown; actionData: Route.ComponentProps['actionData'] }) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const { kind, on, saver, saved, incident, audience, topic, samples } = one;
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <h1>
        {t('several.oneTitle', {
          what: t('update.about', { what: t(`update.milestone.${kind}`), date: on.text }),
        })}
      </h1>
      <HowItStands one={one} />
      <SummaryList
        rows={[
          { term: t('several.incident'), value: incident },
          { term: t('several.for'), value: t(`several.audiences.${audience}`) },
          { term: t('several.choice'), value: t(`update.topics.${topic}`) },
          {
            term: t('several.by'),
            value: t('several.savedBy', { who: saver, moment: saved.text }),
          },
        ]}
      />
      {samples.length > 0 && (
        <section>
          <h2>{t('several.samples', { count: samples.length })}</h2>
          {samples.map((sample) => (
            <Sample key={sample.caseId} sample={sample} />
          ))}
        </section>
      )}
      <Words one={one} />
      <LeftOut one={one} />
      <Confirm one={one} errors={errors} values={actionData?.values} />
    </>
  );
}
