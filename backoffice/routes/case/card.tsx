import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { Notice } from '#accessibility/paper/notice.tsx';
import { invitationForm } from '#casework/invitation/form.server.ts';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import { type SquareCode, squareCodeOf } from '#casework/printed-card/square-code.server.ts';
import { type PrintedCard, printedCard } from '#casework/printed-card/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import { type FieldProblem, readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { InvitationForm } from '../../card/invitation-form.tsx';
import { invitationHere } from '../../card/invitation-here.server.ts';
import { cardShown, type PostingShown } from '../../card/posting.server.ts';
import { Posting } from '../../card/posting.tsx';
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
  const issued = await transactionAs(meAtDesk(context), async (tx): Promise<FieldProblem | Answer> => {
    const { victimId, noLetters, codeTo } = await invitationHere(tx, params.id);
    if (noLetters && how === 'letter') return { field: 'how', problem: 'invitation.how.noLetters' };
    if (word === null && codeTo === null) return { field: 'word', problem: 'invitation.word.needed' };
    const made: Made[] = [];
    await once(tx, key, async () => {
      const { posting, card } = cardShown(await issueInvitation(tx, victimId, { how, word }));
      const printed = card && (await printedCard(tx, victimId, { ...card, how }));
      made.push({ posting, card: printed && { ...printed, square: squareCodeOf(printed.address) } });
      return 'issued';
    });
    return { made: made[0] ?? null };
  });
  return 'made' in issued ? data(issued) : form.again([issued]);
}

type Shown = PrintedCard & { square: SquareCode };
type Answer = { made: Made | null };
/** A card just made. `card` is null where it is in a letter that leaves by itself. */
type Made = { card: Shown | null; posting: PostingShown | null };

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

const byHand: readonly string[] = ['no_contact_point', 'bad'];

// Why the card is on the page: it is handed over, there is nowhere to post it to, or it may not leave now.
function leadOf({ posting }: Made, noLetters: boolean) {
  if (noLetters) return 'card.readOut' as const;
  const why = posting?.notSent.find(({ channel }) => channel === 'letter')?.why;
  if (!why) return 'card.printNow' as const;
  return byHand.includes(why) ? ('posting.byHandSent' as const) : ('posting.notSent' as const);
}

function Issued({ made, noLetters }: { made: Made | null; noLetters: boolean }) {
  const { t } = useTranslation();
  if (!made)
    return (
      <Notice tone="caution" level={2} title={t('card.shownOnce')}>
        <p>{t('card.shownOnceNext')}</p>
      </Notice>
    );
  const { card, posting } = made;
  return (
    <>
      <p className="not-printed">{t(card ? leadOf(made, noLetters) : 'posting.gone')}</p>
      {card && (
        <div className={noLetters ? 'not-printed' : undefined}>
          <CardOnPaper card={card} />
        </div>
      )}
      {posting && <Posting posting={posting} sent />}
    </>
  );
}

export default function Card({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, shown, noLetters, hasCard, codeTo, posting } = loaderData;
  const refused = actionData && 'problems' in actionData ? actionData : undefined;
  const made = actionData && 'made' in actionData ? actionData.made : null;
  const errors = errorsOf(t, refused);
  if (refused)
    return (
      <CasePage shown={shown} title={t('invitation.title')} errors={errors}>
        <InvitationForm
          caseId={shown.caseId}
          stamp={key}
          noLetters={noLetters}
          hasCard={hasCard}
          codeTo={codeTo}
          posting={posting}
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
      <Issued made={made} noLetters={noLetters} />
    </>
  );
}
