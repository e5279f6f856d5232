import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import { nextReading } from '#casework/safety-concern/next-reading.ts';
import { myConcerns } from '#casework/safety-concern/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { serviceContext } from '#web/context.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentInWords } from '../dates.ts';
import { EnglishBeside } from '../english-beside.tsx';
import { useShell } from '../shell.ts';
import { whenRead } from '../when-read.ts';
import { meIn } from '../who.server.ts';
import type { Route } from './+types/unsafe-told';

export const handle: PageHandle = { policy: 'signed_in', title: 'staying_safe', exact: true };

export async function loader({ context }: Route.LoaderArgs) {
  const service = context.get(serviceContext);
  const [last] = await transactionAs(meIn(context), myConcerns);
  return { last, reading: service && nextReading(new Date(), service) };
}

export default function UnsafeTold({ loaderData: { last, reading } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language, service } = useShell();
  const when = service && reading && whenRead(t, language, service, reading);
  return (
    <>
      <h1>{t('unsafe.told.title')}</h1>
      {last && (
        <p className="lead">
          {last.readAt
            ? t('unsafe.told.read', { when: momentInWords(language, last.readAt) })
            : t('unsafe.told.waiting')}
        </p>
      )}
      {last && !last.readAt && when && <p>{when}</p>}
      <p>{t('unsafe.told.then')}</p>
      <Notice tone="caution" title={t('safety.danger')} level={2}>
        <p>{t('safety.silent')}</p>
      </Notice>
      <EnglishBeside
        say={(english) => [english('unsafe.told.then'), english('safety.danger'), english('safety.silent')]}
      />
      <p>
        <a href="/home">{t('done.home')}</a>
      </p>
    </>
  );
}
