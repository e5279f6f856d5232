import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Notice } from '#accessibility/paper/notice.tsx';
import { updateOf } from '#casework/update/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { momentOf } from '../../moments.server.ts';
import { idFrom, orNotThere } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/update-sent';

export const handle: PageHandle = { policy: 'casework', title: 'update_sent' };

const channel = z.enum(['text', 'email', 'letter']);
const reasons = [
  ...(['hold', 'not_agreed', 'no_contact_point', 'bad', 'suppressed', 'not_verified'] as const),
  ...(['adjustment', 'watched', 'phone_first'] as const),
] as const;
const refused = z.tuple([channel, z.enum(reasons)]);

const all = <T,>(schema: z.ZodType<T>, values: readonly unknown[]) =>
  values.flatMap((value) => {
    const read = schema.safeParse(value);
    return read.success ? [read.data] : [];
  });

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    const update = orNotThere(await updateOf(tx, idFrom(params.updateId)));
    orNotThere(update.caseId === it.caseId ? update : null);
    const { updateId, state, topic, happened, next, language, firstReadAt } = update;
    return {
      ...{ shown, updateId, state, topic, happened, next, language },
      direction: directionOf(language === 'ar' || language === 'ur' ? language : 'en'),
      read: firstReadAt && momentOf(firstReadAt).text,
      queued: all(channel, searchParams.getAll('queued')),
      notSent: all(
        refused,
        searchParams.getAll('not').map((one) => one.split('.')),
      ),
    };
  });
}

export default function UpdateSent({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, updateId, state, happened, next, language, direction, read } = loaderData;
  const waiting = state === 'waiting_for_call';
  return (
    <CasePage shown={shown} title={t('update.sentTitle', { name: shown.callMe })}>
      <Notice tone={waiting ? 'caution' : 'told'} title={t(`update.state.${state}`)} level={2} announce>
        {waiting && <p>{t('update.waitsBody.needs_call')}</p>}
        {state === 'published' && <p>{read ? t('update.read', { moment: read }) : t('update.unread')}</p>}
        <WhatLeft {...loaderData} />
      </Notice>
      <article className="update-words" lang={language} dir={direction}>
        <p>{happened}</p>
        <p>{next}</p>
      </article>
      <p className="buttons">
        {waiting && <a href={`/cases/${shown.caseId}/phone`}>{t('update.ring')}</a>}
        {waiting && <a href={`/cases/${shown.caseId}/update/${updateId}/release`}>{t('update.toRelease')}</a>}
        <a href={`/cases/${shown.caseId}`}>{t('update.toCase')}</a>
      </p>
    </CasePage>
  );
}

function WhatLeft({ queued, notSent }: Pick<Route.ComponentProps['loaderData'], 'queued' | 'notSent'>) {
  const { t } = useTranslation();
  return (
    <>
      {queued.length > 0 && (
        <p>
          {t('update.queued')} {queued.map((one) => t(`update.channel.${one}`)).join(', ')}
        </p>
      )}
      {notSent.map(([one, why]) => (
        <p key={one}>
          {t('update.notLine', { channel: t(`update.channel.${one}`), why: t(`update.why.${why}`) })}
        </p>
      ))}
    </>
  );
}
