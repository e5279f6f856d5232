import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { ChoiceList, ChoiceRow } from '#accessibility/paper/choice-row.tsx';
import { copiesOut } from '#casework/extract/recall.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { type Audience, audiences, partsOf } from '#casework/statement/rules.ts';
import { sendStatement } from '#casework/statement/store.server.ts';
import { type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { askedOnPage, wordsShown } from '../../asked.server.ts';
import { momentInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { errorsOf } from '../../problems.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import { audienceKey, audienceWords } from '../../words/audience-words.ts';
import { Parts } from '../../words/parts.tsx';
import { wordsPath } from '../../words/paths.ts';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/check';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => {
    const { about, current, kind, draft } = await writingIn(tx, request);
    // What was sent is a draft no longer: whoever comes back here, or has it open twice, is told so.
    const sent = draft ? null : await lastSent(tx, current.caseId);
    return {
      about,
      parts: partsOf(kind, draft?.pieces ?? {}),
      said: draft?.audiences ?? {},
      version: draft?.version,
      sent,
    };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, z.object({ version: z.coerce.number().int() }));
  if (!read.ok) return read.again;
  const outcome = await transactionAs(meIn(context), async (tx) => {
    const { about, current, kind, draft } = await writingIn(tx, request);
    if (!draft) return { goTo: wordsPath((await lastSent(tx, current.caseId)) ? 'check' : '', about) };
    const answers = audiences.flatMap((audience) => {
      const answer = draft.audiences[audience];
      if (!answer) return [];
      const words = wordsShown(context, audienceKey(audience), (t) => audienceWords(t, audience));
      return [{ audience, answer, words }];
    });
    const onPage = askedOnPage(context);
    const capacity = kind === 'business' ? 'business_contact' : onPage.answeredAs;
    const asked = { ...onPage, answeredAs: capacity };
    const sent = await sendStatement(tx, {
      ...{ caseId: current.caseId, shown: read.value.version },
      ...{ answers, capacity, asked },
    });
    if ('problem' in sent) return sent;
    return { goTo: `/words/sent?number=${sent.number}&copies=${await copiesOut(tx)}` };
  });
  if ('problem' in outcome) return read.again([{ field: 'words', problem: outcome.problem }]);
  return redirect(outcome.goTo, 303);
}

/** The words and who could read them, before anything leaves. The button says where it goes. */
export default function Check({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { about, parts, said, version, sent } = loaderData;
  if (sent) return <AlreadySent {...sent} />;
  const yes = audiences.filter((audience) => said[audience] === 'agreed');
  const [only] = yes;
  const sendIt = only && yes.length === 1 ? (`words.audience.${only}.send` as const) : 'words.check.sendAll';
  return (
    <>
      <BackLink href={wordsPath('who', about)} label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errorsOf(t, actionData)} />
      <h1>{t('words.check.title')}</h1>
      <section id="words">
        <h2>{t('words.check.yours')}</h2>
        {parts.length === 0 && <p>{t('words.two.empty')}</p>}
        <Parts parts={parts} level={3} />
        <p>
          <a href={wordsPath('before', about)}>{t('words.draft.goOn')}</a>
        </p>
      </section>
      <section>
        <h2>{t('words.check.who')}</h2>
        <Audiences said={said} about={about} />
        <EnglishBeside folded say={(english) => audiences.flatMap((one) => audienceWords(english, one))} />
      </section>
      {yes.length === 0 ? (
        <p>{t('words.check.nobody')}</p>
      ) : (
        <>
          <p>{t('words.private')}</p>
          <p>{t('words.check.after')}</p>
        </>
      )}
      <AnswerForm id={answerForm}>
        <input type="hidden" name="version" value={version} />
        <Buttons>
          {yes.length > 0 && <Button kind="primary">{t(sendIt)}</Button>}
          <ButtonLink kind="quiet" href={wordsPath('', about)}>
            {t('words.check.keep')}
          </ButtonLink>
        </Buttons>
      </AnswerForm>
    </>
  );
}

type LastSent = { number: number; sentAt: Date };

async function lastSent(tx: Tx<VictimActor>, caseId: string): Promise<LastSent | null> {
  const all = await statementsOf(tx);
  const times = all.flatMap(({ number, sentAt, ...one }) =>
    one.caseId === caseId && sentAt ? [{ number, sentAt }] : [],
  );
  return times.sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime())[0] ?? null;
}

function AlreadySent({ number, sentAt }: LastSent) {
  const { t } = useTranslation();
  const { language } = useShell();
  return (
    <>
      <BackLink href="/words" label={t('frame.back')} />
      <h1>{t('words.check.sentTitle')}</h1>
      <p className="lead">{t('words.check.sentAt', { moment: momentInWords(language, sentAt) })}</p>
      <p>
        <a href={`/words/${number}`}>{t('words.sent.see')}</a>
      </p>
    </>
  );
}

type AudiencesProps = { said: Partial<Record<Audience, 'agreed' | 'declined'>>; about: string | null };

function Audiences({ said, about }: AudiencesProps) {
  const { t } = useTranslation();
  const lines = { agreed: 'yes', declined: 'no', open: 'unanswered' } as const;
  const words = { agreed: 'yes', declined: 'no', open: 'open' } as const;
  return (
    <ChoiceList>
      {audiences.map((audience) => {
        const answer = said[audience] ?? 'open';
        return (
          <ChoiceRow
            key={audience}
            question={t(`words.audience.${audience}.question`)}
            line={lines[answer]}
            word={t(`words.check.${words[answer]}`)}
            change={{ href: wordsPath('who', about), text: t('words.check.change') }}
          />
        );
      })}
    </ChoiceList>
  );
}
