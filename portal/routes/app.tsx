import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { encode } from 'uqr';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { confirmAuthenticatorForm } from '#casework/authenticator/form.server.ts';
import {
  beginAuthenticator,
  confirmAuthenticator,
  endAuthenticator,
  hasAuthenticator,
} from '#casework/authenticator/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { mayChangeContact } from '../contact-lock.server.ts';
import { EnglishBeside } from '../english-beside.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { meIn } from '../who.server.ts';
import type { Route } from './+types/app';

export const handle: PageHandle = {
  policy: 'signed_in',
  title: 'settings',
  form: answerForm,
  secret: ['secret', 'uri', 'code'],
};

export async function loader({ context }: Route.LoaderArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  return { on: await transactionAs(me, (tx) => hasAuthenticator(tx, me.victimId)) };
}

// The page carries its own secret until it is confirmed: nothing but the app keeps it, so nothing can show it again.
const carried = {
  secret: z.string().regex(/^[A-Z2-7]{16,64}$/),
  uri: z.string().startsWith('otpauth://').max(300),
};
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('begin') }),
  z.object({ intent: z.literal('end') }),
  confirmAuthenticatorForm.extend({ intent: z.literal('confirm'), ...carried }),
]);

export async function action({ request, context }: Route.ActionArgs) {
  mayChangeContact(context);
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  if (read.value.intent === 'end') {
    await transactionAs(me, (tx) => endAuthenticator(tx, me.victimId));
    return redirect('/contact', 303);
  }
  if (read.value.intent === 'begin') {
    const begun: FormAgain = {
      values: await transactionAs(me, (tx) => beginAuthenticator(tx, me.victimId)),
      problems: [],
    };
    return data(begun);
  }
  const { code } = read.value;
  const right = await transactionAs(me, (tx) => confirmAuthenticator(tx, me.victimId, code));
  return right ? redirect('/contact', 303) : read.again([{ field: 'code', problem: 'portal:app.wrong' }]);
}

export default function App({ loaderData: { on }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const [secret, uri] = [typedIn(actionData, 'secret'), typedIn(actionData, 'uri')];
  if (secret && uri)
    return (
      <AnswerPage
        back="/contact"
        errors={errorsOf(t, actionData)}
        title={t('app.title')}
        hidden={{ intent: 'confirm', secret, uri }}
        submit={t('app.confirm')}
        lead={<Scan secret={secret} uri={uri} />}
      >
        <TextField
          name="code"
          kind="code"
          label={t('appCode.code')}
          level={2}
          errors={errorsOf(t, actionData)}
          value={typedIn(actionData, 'code')}
          autoComplete="one-time-code"
        />
      </AnswerPage>
    );
  return (
    <>
      <BackLink href="/contact" label={t('frame.back')} />
      <h1>{t('app.title')}</h1>
      <p className="lead">{t('app.lead')}</p>
      <p>{t('app.needs')}</p>
      <Notice tone="caution" title={t('app.careTitle')} level={2}>
        <p>{t('app.care')}</p>
      </Notice>
      <EnglishBeside say={(english) => [english('app.lead'), english('app.needs'), english('app.care')]} />
      {on && <p>{t('app.replaces')}</p>}
      <AnswerForm id={answerForm}>
        <Button kind="primary" name="intent" value="begin">
          {t('app.begin')}
        </Button>
        {on && (
          <Button kind="quiet" name="intent" value="end">
            {t('app.end')}
          </Button>
        )}
      </AnswerForm>
    </>
  );
}

function Scan({ secret, uri }: { secret: string; uri: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="lead">{t('app.scan')}</p>
      <QrCode text={uri} label={t('app.picture')} />
      <p>{t('app.type')}</p>
      <p>
        <code dir="ltr" lang="en">
          {secret.match(/.{1,4}/g)?.join(' ')}
        </code>
      </p>
      <p>
        <a href={uri}>{t('app.sameDevice')}</a>
      </p>
    </>
  );
}

function QrCode({ text, label }: { text: string; label: string }) {
  const { data: modules, size } = encode(text, { ecc: 'M', border: 4 });
  const path = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width="240"
      height="240"
      className="qr"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} shapeRendering="crispEdges" />
    </svg>
  );
}
