import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { word } from '#casework/invitation/form.server.ts';
import { code } from '#casework/sign-in-code/form.server.ts';
import { redeemCode } from '#casework/sign-in-code/gate.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { browserOf, signInByCode } from '../sign-in.server.ts';
import { WordForm } from '../word-form.tsx';
import type { Route } from './+types/code-word';

const secret = ['word'] as const;
export const handle: PageHandle = { policy: 'anyone', title: 'code', form: answerForm, secret };

const form = z.object({ code, word });

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form, secret);
  if (!read.ok) return read.again;
  const redeemed = await redeemCode({ ...read.value, browserToken: browserOf(request).token });
  if (redeemed.outcome === 'in') return signInByCode(request, redeemed);
  return read.again([{ field: 'word', problem: 'portal:code.wordWrong' }]);
}

export default function CodeWord({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return <WordForm code={typedIn(actionData, 'code')} errors={errorsOf(t, actionData)} />;
}
