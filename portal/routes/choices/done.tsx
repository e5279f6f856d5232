import { useTranslation } from 'react-i18next';
import { ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { Receipt } from '#accessibility/paper/receipt.tsx';
import { channels } from '#casework/choice/rules.ts';
import { choicesOf } from '#casework/choice/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { questionOf } from '../../choice-words.ts';
import { dateTimeOf, momentInWords } from '../../dates.ts';
import { useShell } from '../../shell.ts';
import { copiesFrom, stoppedFrom, stoppedInWords } from '../../what-stopped.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/done';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', exact: true };

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meIn(context);
  const choices = await transactionAs(me, (tx) => choicesOf(tx, me.victimId));
  const query = new URL(request.url).searchParams;
  const counts = stoppedFrom(query);
  const off = channels.filter((channel) => query.get('off')?.split('.').includes(channel));
  const open = choices.filter((one) => one.open);
  return { off, choices: open, counts, copies: copiesFrom(query), now: new Date() };
}

/** What was settled, as a receipt; and what became of what was waiting. */
export default function Done({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { off, choices, counts, copies, now } = loaderData;
  const said = (yes: boolean) =>
    choices
      .filter(({ state }) => (yes ? state === 'agreed' : state === 'declined' || state === 'withdrawn'))
      .map((choice) => questionOf(t, choice).question);
  return (
    <>
      <h1>{[t('done.title'), ...off.map((channel) => t(`done.off.${channel}`))].join(' ')}</h1>
      <Notice tone="told" title={t('done.waiting')} level={2} announce>
        {stoppedInWords(t, counts).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {copies > 0 && <p>{t('done.copies', { count: copies })}</p>}
        <p>{t('done.quiet')}</p>
      </Notice>
      <Receipt
        title={t('done.now')}
        level={2}
        at={{ text: momentInWords(language, now), dateTime: dateTimeOf(now) }}
        will={{ title: t('done.yes'), items: [...new Set(said(true))], none: t('done.noYes') }}
        willNot={{ title: t('done.no'), items: [...new Set(said(false))], none: t('done.noNo') }}
        change={{ href: '/choices', text: t('done.change') }}
      />
      <Buttons>
        <ButtonLink kind="primary" href="/home">
          {t('done.home')}
        </ButtonLink>
      </Buttons>
    </>
  );
}
