import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { codeForm } from '#casework/contact-point/form.server.ts';
import { type ContactPointShown, contactPointsOf } from '#casework/contact-point/store.server.ts';
import { verifyContactPoint } from '#casework/contact-point/verification.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { apart } from '../../apart.ts';
import { mayChangeContact } from '../../contact-lock.server.ts';
import { canBeChecked } from '../../point-state.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { browserOf } from '../../sign-in.server.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/code';

export const handle: PageHandle = { policy: 'signed_in', title: 'code', form: answerForm, secret: ['code'] };

const refusals = ['too_many', 'not_possible'] as const;

export async function loader({ request, context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const points = await transactionAs(me, (tx) => contactPointsOf(tx, me.victimId));
  const asked = new URL(request.url).searchParams.get('asked');
  return {
    waiting: points.filter(canBeChecked),
    refused: refusals.find((one) => one === asked) ?? null,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, codeForm);
  if (!read.ok) return read.again;
  const { token } = browserOf(request);
  const outcome = await transactionAs(me, (tx) =>
    verifyContactPoint(tx, me.victimId, read.value.code, token),
  );
  if (outcome === 'verified') return redirect('/contact/checked', 303);
  return read.again([{ field: 'code', problem: `portal:reach.code.${outcome}` }]);
}

export default function ContactCode({ loaderData: { waiting, refused }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  if (waiting.length === 0)
    return (
      <>
        <BackLink href="/contact" label={t('frame.back')} />
        <h1>{t('reach.code.noneTitle')}</h1>
        <p>{t('reach.code.none')}</p>
      </>
    );
  return (
    <AnswerPage
      back="/contact"
      errors={errorsOf(t, actionData)}
      title={t('reach.code.title')}
      lead={
        refused ? (
          <Notice tone="caution" title={t('reach.code.notSent')} level={2} announce>
            <p>{t(`reach.code.${refused}`)}</p>
          </Notice>
        ) : (
          <p className="lead">{t('reach.code.lead')}</p>
        )
      }
      submit={t('reach.code.confirm')}
      after={<AskAgain waiting={waiting} />}
    >
      <TextField
        name="code"
        kind="code"
        label={t('code.code')}
        hint={t('reach.code.hint')}
        errors={errorsOf(t, actionData)}
        value={typedIn(actionData, 'code')}
        autoComplete="one-time-code"
      />
    </AnswerPage>
  );
}

function AskAgain({ waiting }: { waiting: readonly ContactPointShown[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('reach.code.nothing')}</h2>
      <p>{t('reach.code.nothingHint')}</p>
      {waiting.map(({ id, hint }) => (
        <AnswerForm key={id} id={`again-${id}`} action="/contact/point">
          <input type="hidden" name="point" value={id} />
          <Button kind="quiet" name="intent" value="check">
            {t('reach.code.again', { hint: apart(hint) })}
          </Button>
        </AnswerForm>
      ))}
    </section>
  );
}
