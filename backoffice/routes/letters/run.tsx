import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Notice } from '#accessibility/paper/notice.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { actOnPile, pileActs } from '../../letters/acts.server.ts';
import { Members } from '../../letters/members.tsx';
import { NotPrinted, TakeOut } from '../../letters/not-going.tsx';
import { type PileShown, runShown } from '../../letters/shown.server.ts';
import { nowInFields } from '../../moments.server.ts';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/run';

export const handle: PageHandle = { policy: 'casework', title: 'letter_run' };

export async function loader({ params, context }: Route.LoaderArgs) {
  const runId = idFrom(params.id);
  const pile = await transactionAs(meAtDesk(context), (tx) => runShown(tx, runId));
  return { pile, today: nowInFields().date };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const runId = idFrom(params.id);
  const form = await readForm({ request, context }, pileActs);
  if (!form.ok) return form.again;
  const { value } = form;
  const problem = await notThereAs404(transactionAs(meAtDesk(context), (tx) => actOnPile(tx, runId, value)));
  return problem ? form.again([problem]) : redirect(`/letters/${runId}`, 303);
}

function Print({ pile }: { pile: PileShown }) {
  const { t } = useTranslation();
  const { runId, toPrint, printings } = pile;
  return (
    <section>
      <h2>{t('letters.run.print')}</h2>
      {toPrint === 0 ? (
        <p>{t('letters.run.nothingToPrint')}</p>
      ) : (
        <>
          <p>{t('letters.run.printHint')}</p>
          <form method="post" action={`/letters/${runId}/pdf`}>
            <DeskButton kind={printings.length === 0 ? 'primary' : 'quiet'}>
              {t('letters.run.printButton', { count: toPrint })}
            </DeskButton>
          </form>
        </>
      )}
      <Printings printings={printings} />
    </section>
  );
}

function Printings({ printings }: Pick<PileShown, 'printings'>) {
  const { t } = useTranslation();
  if (printings.length === 0) return null;
  return (
    <>
      <h3>{t('letters.run.printings')}</h3>
      <ul className="reasons">
        {printings.map(({ at, by, letters }, index) => (
          <li key={`${at.dateTime}-${String(index)}`}>
            {t('letters.run.printing', { count: letters, moment: at.text, who: by })}
          </li>
        ))}
      </ul>
    </>
  );
}

type PostProps = { pile: PileShown; on: string; errors: readonly FieldError[] };

function Post({ pile, on, errors }: PostProps) {
  const { t } = useTranslation();
  return (
    <>
      <section>
        <h2>{t('letters.run.post')}</h2>
        <p>{t('letters.run.postHint')}</p>
        <DeskForm errors={errors}>
          <input type="hidden" name="act" value="post" />
          <DeskTextField name="on" label={t('letters.run.on')} type="date" value={on} />
          <DeskButton kind={pile.takeOut.length + pile.notPrinted.length === 0 ? 'primary' : 'quiet'}>
            {t('letters.run.posted')}
          </DeskButton>
        </DeskForm>
      </section>
      <section>
        <h2>{t('letters.run.undo')}</h2>
        <p>{t('letters.run.undoBody')}</p>
        <form method="post">
          <input type="hidden" name="act" value="undo" />
          <DeskButton kind="quiet">{t('letters.run.undoButton')}</DeskButton>
        </form>
      </section>
    </>
  );
}

export default function Pile({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { pile, today } = loaderData;
  const errors = errorsOf(t, actionData);
  const isOpen = pile.state === 'open';
  const isMine = isOpen && pile.notForMe === 0;
  return (
    <>
      <ErrorSummary title={t('form.lookAgain')} errors={errors} />
      <p>
        <a href="/letters">{t('letters.run.back')}</a>
      </p>
      <h1>{t('letters.run.title', { moment: pile.made.text })}</h1>
      <p>{t(`letters.state.${pile.state}`, { day: pile.posted ?? '' })}</p>
      {pile.notForMe > 0 && (
        <Notice tone="caution" level={2} title={t('letters.run.notForMe', { count: pile.notForMe })}>
          {isOpen && <p>{t('letters.run.notForMeNext')}</p>}
        </Notice>
      )}
      {isOpen && <TakeOut takeOut={pile.takeOut} />}
      {isOpen && pile.printings.length > 0 && <NotPrinted pile={pile} mayPrint={isMine} />}
      {isMine ? <Print pile={pile} /> : <Printings printings={pile.printings} />}
      {isMine && <Post pile={pile} on={typedIn(actionData?.values, 'on') ?? today} errors={errors} />}
      <Members pile={pile} mayPrint={isMine && pile.printings.length > 0} />
    </>
  );
}
