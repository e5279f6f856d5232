import type { TFunction } from 'i18next';
import { formatIncompletePhoneNumber } from 'libphonenumber-js/max';
import { useTranslation } from 'react-i18next';
import { serviceContext } from '#web/context.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../apart.ts';
import { EnglishBeside } from '../english-beside.tsx';
import { EnglishWithin } from '../english-within.tsx';
import type { Route } from './+types/real';

export const handle: PageHandle = { policy: 'anyone', title: 'information' };

const parts = ['find', 'ask', 'never'] as const;

const wordsOf = (t: TFunction) => parts.map((part) => t(`real.${part}.body`));

export function loader({ context }: Route.LoaderArgs) {
  const service = context.get(serviceContext);
  return { textsFrom: service && formatIncompletePhoneNumber(service.textsFrom) };
}

export default function Real({ loaderData: { textsFrom } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('real.title')}</h1>
      <p className="lead">{t('real.lead')}</p>
      <section>
        <h2>{t('real.texts.title')}</h2>
        <p>{textsFrom ? t('real.texts.body', { number: apart(textsFrom) }) : t('real.texts.unknown')}</p>
      </section>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`real.${part}.title`)}</h2>
          <p>
            <EnglishWithin sentence={t(`real.${part}.body`)} />
          </p>
        </section>
      ))}
      <EnglishBeside say={wordsOf} />
    </>
  );
}
