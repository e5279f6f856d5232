import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { Notice } from '#accessibility/paper/notice.tsx';
import { invitationForm } from '#casework/invitation/form.server.ts';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import { type PrintedCard, printedCard } from '#casework/printed-card/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { InvitationForm } from '../../card/invitation-form.tsx';
import { invitationHere } from '../../card/invitation-here.server.ts';
import { type SquareCode, squareCodeOf } from '../../card/square-code.server.ts';
import { CasePage } from '../../case-page.tsx';
import { withKey } from '../../keyed.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/card';

const secret = ['word'];

export const handle: PageHandle = { policy: 'casework', title: 'card', secret };

export async function loader({ params, context }: Route.LoaderArgs) {
  const here = await transactionAs(meAtDesk(context), (tx) => invitationHere(tx, params.id));
  return { key: crypto.randomUUID(), ...here };
}

// No redirect here: the secret is in this one answer and nowhere else, so sending the form again shows no card.
export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, withKey(invitationForm), secret);
  if (!form.ok) return form.again;
  const { key, how, word } = form.value;
  const issued = await transactionAs(meAtDesk(context), async (tx) => {
    const { victimId, noLetters } = await invitationHere(tx, params.id);
    if (noLetters && how === 'letter') return 'no_letters' as const;
    const cards: PrintedCard[] = [];
    await once(tx, key, async () => {
      const issued = await issueInvitation(tx, victimId, { how, word });
      cards.push(await printedCard(tx, victimId, { ...issued, how }));
      return 'issued';
    });
    return cards[0] ?? null;
  });
  if (issued === 'no_letters') return form.again([{ field: 'how', problem: 'invitation.how.noLetters' }]);
  return data({ card: issued && { ...issued, square: squareCodeOf(issued.address) } });
}

type Shown = PrintedCard & { square: SquareCode };

function CardOnPaper({ card }: { card: Shown }) {
  const { t } = useTranslation();
  const { language, paragraphs, square, address } = card;
  return (
    <article className="printed-card" lang={language} dir={directionOf(language)}>
      <div>
        {paragraphs.map(({ words, toType }) => (
          <p key={words} className={toType ? 'to-type' : undefined}>
            {words}
          </p>
        ))}
      </div>
      <svg
        viewBox={`0 0 ${square.size} ${square.size}`}
        role="img"
        aria-label={t('card.square', { address })}
      >
        <path d={square.path} fill="currentColor" />
      </svg>
    </article>
  );
}

function Issued({ card, noLetters }: { card: Shown | null; noLetters: boolean }) {
  const { t } = useTranslation();
  if (!card)
    return (
      <Notice tone="caution" level={2} title={t('card.shownOnce')}>
        <p>{t('card.shownOnceNext')}</p>
      </Notice>
    );
  return (
    <>
      <p className="not-printed">{t(noLetters ? 'card.readOut' : 'card.printNow')}</p>
      <div className={noLetters ? 'not-printed' : undefined}>
        <CardOnPaper card={card} />
      </div>
    </>
  );
}

export default function Card({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, shown, noLetters, hasCard } = loaderData;
  const refused = actionData && 'problems' in actionData ? actionData : undefined;
  const card = actionData && 'card' in actionData ? actionData.card : null;
  const errors = errorsOf(t, refused);
  if (refused)
    return (
      <CasePage shown={shown} title={t('invitation.title')} errors={errors}>
        <InvitationForm
          caseId={shown.caseId}
          stamp={key}
          noLetters={noLetters}
          hasCard={hasCard}
          how={typedIn(refused.values, 'how') ?? ''}
          errors={errors}
        />
      </CasePage>
    );
  return (
    <>
      <p className="not-printed">
        <a href={`/cases/${shown.caseId}`}>
          <bdi>{shown.name}</bdi> {shown.reference}
        </a>
      </p>
      <h1 className="not-printed">{t('card.theirs')}</h1>
      <Issued card={card} noLetters={noLetters} />
    </>
  );
}
