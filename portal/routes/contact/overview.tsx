import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import { hasAuthenticator } from '#casework/authenticator/store.server.ts';
import { type ContactPointShown, contactPointsOf } from '#casework/contact-point/store.server.ts';
import { contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { safeWindowsOf } from '#casework/safe-window/store.server.ts';
import { victimOf } from '#casework/victim/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { endonyms } from '#locales/languages.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { pointState } from '../../point-state.ts';
import { timesInWords } from '../../receipt-words.ts';
import { useShell } from '../../shell.ts';
import { spokenName } from '../../spoken-languages.ts';
import { sessionIn } from '../../who.server.ts';
import type { Route } from './+types/overview';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact' };

export async function loader({ context }: Route.LoaderArgs) {
  const { actor: me, scope } = sessionIn(context);
  return transactionAs(me, async (tx) => ({
    locked: scope === 'email',
    preference: await contactPreferenceOf(tx, me.victimId),
    points: await contactPointsOf(tx, me.victimId),
    windows: await safeWindowsOf(tx, me.victimId),
    callMe: (await victimOf(tx, me.victimId))?.callMe,
    app: await hasAuthenticator(tx, me.victimId),
  }));
}

export default function Contact({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { locked, preference, points, windows, callMe, app } = loaderData;
  const change = (href: string) => ({ href, text: t('choices.change') });
  const of = (kind: 'mobile' | 'email' | 'address') => points.filter((point) => point.kind === kind);
  const flagged = points.some(({ shared, watched }) => shared || watched);
  const times = timesInWords(language, windows);
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('reach.title')}</h1>
      <p className="lead">{t('reach.lead')}</p>
      {locked && <p>{t('reach.locked.short')}</p>}
      <SummaryList
        rows={[
          { term: t('reach.rows.name'), value: callMe, change: change('/contact/name') },
          {
            term: t('reach.rows.channels'),
            value: inOrder(t, preference.channels),
            change: change('/contact/channels'),
          },
          {
            term: t('reach.rows.number'),
            value: pointsInWords(t, of('mobile')),
            change: change('/contact/number'),
          },
          {
            term: t('reach.rows.email'),
            value: pointsInWords(t, of('email')),
            change: change('/contact/email'),
          },
          { term: t('reach.rows.address'), value: pointsInWords(t, of('address')) },
          {
            term: t('reach.rows.watched'),
            value: flagged ? t('reach.watched.some') : t('reach.watched.nobody'),
            change: change('/contact/watched'),
          },
          {
            term: t('reach.rows.words'),
            value: t(`reach.words.${preference.textContent}.label`),
            change: change('/contact/words'),
          },
          {
            term: t('reach.rows.language'),
            value: t('reach.language.both', {
              spoken: spokenName(language, preference.languageSpoken),
              written: endonyms[preference.languageWritten],
            }),
            change: change('/contact/language'),
          },
          {
            term: t('reach.rows.times'),
            value: times || t('reach.times.default'),
            change: change('/contact/times'),
          },
          {
            term: t('reach.rows.voicemail'),
            value: t(`reach.voicemail.${preference.voicemail}`),
            change: change('/contact/voicemail'),
          },
          {
            term: t('reach.rows.app'),
            value: t(app ? 'reach.app.on' : 'reach.app.off'),
            change: change('/app'),
          },
        ]}
      />
      <p>{t('reach.quiet')}</p>
    </>
  );
}

function inOrder(t: TFunction, channels: readonly ('text' | 'email' | 'phone' | 'letter')[]): string {
  if (channels.length === 0) return t('reach.channels.none');
  return channels.map((channel) => t(`first.reach.${channel}.label`)).join(' · ');
}

function pointsInWords(t: TFunction, points: readonly ContactPointShown[]): string {
  if (points.length === 0) return t('reach.point.none');
  return points.map((point) => `${apart(point.hint)} (${t(`reach.point.${pointState(point)}`)})`).join(', ');
}
