import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { ButtonLink } from '#accessibility/fields/button.tsx';
import { Receipt } from '#accessibility/paper/receipt.tsx';
import { choicesOf } from '#casework/choice/store.server.ts';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { contactPreferenceOf } from '#casework/contact-preference/store.server.ts';
import { holdOf } from '#casework/hold/store.server.ts';
import { safeWindowsOf } from '#casework/safe-window/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dateTimeOf, momentInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { willDo, willNotDo } from '../../receipt-words.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/receipt';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', exact: true };

const mustBeVerified = { text: 'mobile', email: 'email', phone: null, letter: null } as const;

export async function loader({ context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const { victimId } = tx.actor;
    const choices = await choicesOf(tx, victimId);
    const { channels: ways, voicemail } = await contactPreferenceOf(tx, victimId);
    const windows = await safeWindowsOf(tx, victimId);
    const { held } = await holdOf(tx, victimId);
    const points = await contactPointsOf(tx, victimId);
    const moments = choices.flatMap(({ changedAt }) => changedAt?.getTime() ?? []);
    if (moments.length === 0) throw redirect('/first/involved', 303);
    const answered = choices.map(({ purpose, topic, channel, state }) => ({
      purpose,
      topic,
      channel,
      state,
    }));
    const unverified = ways.some((way) => {
      const kind = mustBeVerified[way];
      return kind !== null && !points.some((point) => point.kind === kind && point.verified && !point.bad);
    });
    return {
      at: new Date(Math.max(...moments)),
      unverified,
      held,
      settled: { choices: answered, ways, windows, voicemail },
    };
  });
}

export default function ReceiptPage({ loaderData: { at, unverified, held, settled } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const [will, willNot] = [willDo(t, language, settled), willNotDo(t, settled)];
  return (
    <>
      <Receipt
        title={t('first.receipt.title')}
        level={1}
        at={{ text: momentInWords(language, at), dateTime: dateTimeOf(at) }}
        will={{ title: t('first.receipt.will'), items: will, none: t('first.receipt.willNothing') }}
        willNot={{
          title: t('first.receipt.willNot'),
          items: willNot,
          none: t('first.receipt.willNotNothing'),
        }}
        change={{ href: '/choices', text: t('first.receipt.change') }}
      />
      <EnglishBeside
        say={(english) => [
          english('first.receipt.will'),
          ...willDo(english, 'en', settled),
          english('first.receipt.willNot'),
          ...willNotDo(english, settled),
        ]}
      />
      {held && <p>{t('first.receipt.paused')}</p>}
      {unverified && will.length > 0 && (
        <p>
          {t('first.receipt.verify')} <a href="/contact">{t('first.receipt.verifyLink')}</a>
        </p>
      )}
      <p>{t('first.receipt.keep')}</p>
      <p>
        <ButtonLink kind="primary" href="/home">
          {t('first.receipt.home')}
        </ButtonLink>
      </p>
    </>
  );
}
