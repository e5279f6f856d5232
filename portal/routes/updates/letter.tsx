import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Letter } from '#accessibility/paper/letter.tsx';
import { readUpdate, updatesOf } from '#casework/update/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { directionOf, languages } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { dateTimeOf, dayInWords } from '../../dates.ts';
import { numbered } from '../../numbered-updates.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/letter';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter' };

export async function loader({ context, params }: Route.LoaderArgs) {
  const me = meIn(context);
  return transactionAs(me, async (tx) => {
    const update = numbered(await updatesOf(tx, me.victimId)).find(
      ({ number }) => String(number) === params.number,
    );
    if (!update) throw data(null, { status: 404 });
    if (update.firstReadAt === null) await readUpdate(tx, update.updateId);
    return update;
  });
}

const paragraphsOf = (words: string) => words.split(/\n{2,}/);

/** An update as a letter, all of it in the language it was written in. */
export default function UpdateLetter({ loaderData: update }: Route.ComponentProps) {
  const page = useTranslation();
  const { service, language: here } = useShell();
  const language = languages.find((one) => one === update.language) ?? 'en';
  const { t } = portalWords[language];
  const published = update.publishedAt ?? update.createdAt;
  const phone = service
    ? [t('news.ask.ring', { name: apart(update.worker), phone: apart(service.phone) })]
    : [];
  const { nextBy, topic } = update;
  return (
    <>
      <BackLink href="/updates" label={page.t('frame.back')} />
      <Letter
        id="letter"
        level={1}
        title={t(`news.topic.${topic}`)}
        date={{ text: dayInWords(language, published), dateTime: dateTimeOf(published) }}
        happened={{
          title: t('news.happened'),
          paragraphs: [
            ...paragraphsOf(update.happened),
            ...(topic === 'decision' ? [t('news.mayBeAppealed')] : []),
          ],
        }}
        next={{ title: t('news.next'), paragraphs: paragraphsOf(update.next) }}
        when={{
          title: t('news.when'),
          paragraphs: [nextBy ? t('news.by', { day: dayInWords(language, nextBy) }) : t('news.noDate')],
        }}
        ask={{ title: t('news.ask.title'), paragraphs: [...phone, t('news.ask.interpreter')] }}
        closing={t('news.closing')}
        signed={update.worker}
        {...(language === here ? {} : { language: { code: language, direction: directionOf(language) } })}
      />
      {update.reviewState === 'machine' && <p className="hint">{page.t('frame.machineDraft')}</p>}
      <p>
        <a href="/choices/updates">{page.t('news.stillRight')}</a>
      </p>
    </>
  );
}
