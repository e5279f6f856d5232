import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { PromiseLine } from '#accessibility/paper/promise-line.tsx';
import { Receipt } from '#accessibility/paper/receipt.tsx';
import { casesOfVictim } from '#casework/case/store.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { audiences } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dateTimeOf, dayInWords, momentInWords } from '../../dates.ts';
import { useShell } from '../../shell.ts';
import { copiesFrom } from '../../what-stopped.ts';
import { meIn } from '../../who.server.ts';
import { neededIn, writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/sent';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams;
  const number = Number(query.get('number'));
  return transactionAs(meIn(context), async (tx) => {
    const sent = (await statementsOf(tx)).find((one) => one.number === number);
    if (!sent?.sentAt) throw redirect('/words', 303);
    const { current } = await writingIn(tx, request);
    const about = (await casesOfVictim(tx)).find(({ caseId }) => caseId === sent.caseId) ?? current;
    const open = sent.audiences.filter(({ endedAt }) => endedAt === null).map(({ audience }) => audience);
    return {
      ...{ number, open, copies: copiesFrom(query), worker: about.worker, sentAt: sent.sentAt },
      needed: await neededIn(tx, sent.caseId),
    };
  });
}

/** That it was sent, to whom and to whom not, and who opens it next. */
export default function Sent({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { number, open, copies, worker, sentAt, needed } = loaderData;
  const by = needed?.wordsNeededBy;
  const namesOf = (those: readonly (typeof audiences)[number][]) =>
    those.map((one) => t(`words.audience.${one}.name`));
  return (
    <>
      <Receipt
        title={t('words.sent.title')}
        level={1}
        at={{ text: momentInWords(language, sentAt), dateTime: dateTimeOf(sentAt) }}
        will={{ title: t('words.sent.may'), items: namesOf(open), none: t('words.sent.mayNone') }}
        willNot={{
          title: t('words.sent.mayNot'),
          items: namesOf(audiences.filter((one) => !open.includes(one))),
          none: t('words.sent.mayNotNone'),
        }}
        change={{ href: `/words/${number}`, text: t('words.sent.see') }}
      />
      {copies > 0 && <p>{t('done.copies', { count: copies })}</p>}
      {by ? (
        <PromiseLine
          who={worker}
          what={t('words.sent.next')}
          by={{ text: dayInWords(language, by), dateTime: dateTimeOf(by) }}
        />
      ) : (
        <p>
          {worker} {t('words.sent.next')}
        </p>
      )}
      <p>{t('words.check.after')}</p>
      <p>
        <a href="/home">{t('home.change.title')}</a>
      </p>
    </>
  );
}
