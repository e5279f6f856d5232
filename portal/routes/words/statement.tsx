import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, Buttons } from '#accessibility/fields/button.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { type OwnStatement, ownStatement } from '#casework/statement/own.server.ts';
import { mayBeWithdrawn } from '#casework/statement/rules.ts';
import { confirmStatement, withdrawStatement } from '#casework/statement/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { apart } from '../../apart.ts';
import { dayInWords, momentInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { Parts } from '../../words/parts.tsx';
import type { Route } from './+types/statement';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter', form: answerForm };

export async function loader({ context, params }: Route.LoaderArgs) {
  const found = await transactionAs(meIn(context), (tx) => ownStatement(tx, Number(params.number)));
  if (!found) throw data(null, { status: 404 });
  return found;
}

const form = z.object({ said: z.enum(['yes', 'no']) });

export async function action({ request, context, params }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  await transactionAs(meIn(context), async (tx) => {
    const found = await ownStatement(tx, Number(params.number));
    if (found?.state !== 'to_confirm') return;
    const answer = read.value.said === 'yes' ? confirmStatement : withdrawStatement;
    await answer(tx, found.statementId);
  });
  return redirect(`/words/${params.number}`, 303);
}

/** One of somebody's own: the words as they were sent, who could read them, who opened them, and taking them back. */
export default function OneStatement({ loaderData: said }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { number, state, how, sentAt, withdrawnAt, confirmedHow } = said;
  return (
    <>
      <BackLink href="/words" label={t('frame.back')} />
      <h1>{t('words.one.title')}</h1>
      {how !== 'portal' && <p>{t(`words.one.${how}`)}</p>}
      {confirmedHow && <p>{t(confirmedHow === 'portal' ? 'words.one.confirmedOn' : 'words.one.readBack')}</p>}
      {sentAt && <p>{t('words.one.sentOn', { when: momentInWords(language, sentAt) })}</p>}
      {withdrawnAt && (
        <p>
          <strong>{t('words.one.takenBack', { when: momentInWords(language, withdrawnAt) })}</strong>
        </p>
      )}
      <article className="letter">
        <Parts parts={said.parts} level={2} />
      </article>
      {state === 'to_confirm' && <Confirm />}
      <Audiences said={said} />
      <Opened said={said} />
      <section>
        <h2>{t('words.one.copy.title')}</h2>
        <ul className="choices">
          <li>
            <a href={`/words/${number}/print`}>{t('words.one.copy.print')}</a>
          </li>
          <li>
            <a href={`/words/${number}/copy.txt`} download>
              {t('words.one.copy.text')}
            </a>
          </li>
          <li>
            <a href={`/words/${number}/copy.pdf`} download>
              {t('words.one.copy.pdf')}
            </a>
          </li>
        </ul>
      </section>
      {mayBeWithdrawn(said) && state === 'sent' && (
        <p>
          <a href={`/words/${number}/withdraw`}>{t('words.one.withdraw')}</a>
        </p>
      )}
      {said.usedAt && <p>{t('words.one.used')}</p>}
    </>
  );
}

const confirmWords = (t: TFunction) => [
  t('words.one.confirm.title'),
  t('words.one.confirm.body'),
  t('words.one.confirm.yes'),
  t('words.one.confirm.no'),
];

function Confirm() {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('words.one.confirm.title')}</h2>
      <p>{t('words.one.confirm.body')}</p>
      <EnglishBeside folded say={confirmWords} />
      <AnswerForm id={answerForm}>
        <Buttons>
          {(['yes', 'no'] as const).map((answer) => (
            <Button key={answer} kind="quiet" name="said" value={answer}>
              {t(`words.one.confirm.${answer}`)}
            </Button>
          ))}
        </Buttons>
      </AnswerForm>
    </section>
  );
}

function Audiences({ said: { audiences } }: { said: OwnStatement }) {
  const { t } = useTranslation();
  const { language } = useShell();
  return (
    <section>
      <h2>{t('words.one.who')}</h2>
      {audiences.length === 0 && <p>{t('words.one.nobody')}</p>}
      <ul className="choices">
        {audiences.map(({ audience, chosenAt, endedAt }) => (
          <li key={audience} className="choice" data-line={endedAt ? 'no' : 'yes'}>
            <p className="choice-question">{t(`words.audience.${audience}.name`)}</p>
            <p className="choice-word">
              {endedAt
                ? t('words.one.ended', { day: dayInWords(language, endedAt) })
                : t('words.one.since', { day: dayInWords(language, chosenAt) })}
            </p>
          </li>
        ))}
      </ul>
      <p>
        <a href="/choices/views">{t('words.one.change')}</a>
      </p>
    </section>
  );
}

function Opened({ said: { opened } }: { said: OwnStatement }) {
  const { t } = useTranslation();
  const { language } = useShell();
  return (
    <section>
      <h2>{t('words.one.opened.title')}</h2>
      {opened.length === 0 && <p>{t('words.one.opened.none')}</p>}
      <ul>
        {opened.map(({ firstName, role, why, at }) => (
          <li key={at.getTime()}>
            {t('words.one.opened.by', {
              name: apart(firstName),
              role: t(`words.one.role.${role}`, { defaultValue: t('words.one.role.other') }),
              when: momentInWords(language, at),
              why: t(`words.one.why.${why}`),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
