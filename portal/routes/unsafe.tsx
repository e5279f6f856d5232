import { randomUUID } from 'node:crypto';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { TextArea } from '#accessibility/fields/text-area.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { concernForm } from '#casework/safety-concern/form.server.ts';
import { nextReading } from '#casework/safety-concern/next-reading.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { serviceContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { EnglishBeside } from '../english-beside.tsx';
import { keptFor } from '../kept.server.ts';
import { errorsOf, typedIn } from '../problems.ts';
import { useShell } from '../shell.ts';
import { whenRead } from '../when-read.ts';
import { meIn } from '../who.server.ts';
import type { Route } from './+types/unsafe';

export const handle: PageHandle = {
  policy: 'signed_in',
  title: 'staying_safe',
  form: answerForm,
  exact: true,
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meIn(context);
  const service = context.get(serviceContext);
  return {
    key: randomUUID(),
    kept: await transactionAs(me, (tx) => keptFor(tx, request)),
    reading: service && nextReading(new Date(), service),
  };
}

const form = concernForm.extend({ key: z.uuid() });

export async function action({ request, context }: Route.ActionArgs) {
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { words, key } = read.value;
  const goTo = await transactionAs(me, (tx) =>
    once(tx, key, async () => {
      await raiseConcern(tx, { victimId: me.victimId, caseId: null, words, takenBy: 'portal' });
      return '/unsafe/told';
    }),
  );
  return redirect(goTo, 303);
}

export default function Unsafe({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language, service } = useShell();
  const { key, kept, reading } = loaderData;
  const again = actionData ?? kept;
  return (
    <AnswerPage
      back="/home"
      errors={errorsOf(t, actionData)}
      title={t('unsafe.title')}
      hidden={{ key: typedIn(again, 'key') ?? key }}
      submit={t('unsafe.send')}
      lead={
        <>
          <Notice tone="caution" title={t('safety.danger')} level={2}>
            <p>{t('safety.silent')}</p>
          </Notice>
          <p className="lead">{t('unsafe.lead')}</p>
          {service && reading && <p>{whenRead(t, language, service, reading)}</p>}
          <EnglishBeside
            folded
            say={(english) => [
              english('safety.danger'),
              english('safety.silent'),
              english('unsafe.lead'),
              ...(service && reading ? [whenRead(english, 'en', service, reading)] : []),
              english('unsafe.who'),
            ]}
          />
        </>
      }
    >
      <TextArea
        name="words"
        label={t('unsafe.question')}
        level={2}
        hint={t('unsafe.who')}
        errors={errorsOf(t, actionData)}
        value={typedIn(again, 'words')}
        rows={6}
      />
    </AnswerPage>
  );
}
