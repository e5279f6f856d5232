import { data, type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { isAsShown } from '#casework/safe-window/rules.ts';
import { type FormAgain, type FormValues, readForm, valuesOf } from '#web/form.server.ts';
import { type CardShown, cardShown } from '../card/posting.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { textIn } from '../typed.ts';
import { meAtDesk } from '../who.server.ts';
import { type Answers, answersForm } from './answers.server.ts';
import { keepCall, nobodyAnswered, nobodyOutcomes, numberToRing, standsNow } from './call.server.ts';

type Asked = { request: Request; params: { id?: string }; context: Readonly<RouterContextProvider> };

/** What the page shows after a press: what was typed, and what came of it. */
export type AfterCall = FormAgain & {
  step?: 'read_back';
  revealed?: { id: string; value: string };
  card?: CardShown;
};

const shown = (values: FormValues, more: Omit<AfterCall, keyof FormAgain> = {}) =>
  data<AfterCall>({ values, problems: [], ...more });

type Now = Awaited<ReturnType<typeof standsNow>>;

// What the page showed and nobody changed is not an answer: it is read back, and shown again, as it stands by now.
const untouched = ({ windows, timesShown, callMe }: Answers, now: Now): FormValues => ({
  ...(isAsShown(windows, timesShown) && now.times),
  ...(callMe === null && now.name),
});

/** Everything that was typed, with why it was not kept; the next press is about the times that stand now. */
const again = (values: FormValues, late: FormAgain['problems'][number], said: Answers, now: Now) =>
  data<AfterCall>(
    {
      values: { ...values, timesShown: now.times.timesShown, ...untouched(said, now) },
      problems: [late],
    },
    { status: 422 },
  );

const nobody = z.object({ key: z.uuid(), outcome: z.enum(nobodyOutcomes) });

/** Every press on a page about a call: ring, nobody answered, read back, change something, save. */
export async function callAction({ request, params, context }: Asked) {
  const me = meAtDesk(context);
  const values = valuesOf(await request.clone().formData());
  const [intent = '', pointId = ''] = textIn(values, 'intent').split(':');
  if (intent === 'reveal') return shown(values, { revealed: await numberToRing(me, params.id, pointId) });
  if (intent === 'nobody') {
    const asked = orNotThere(nobody.safeParse(values).data);
    return redirect(await nobodyAnswered(me, params.id, asked), 303);
  }
  if (intent === 'change') return shown(values);
  const now = await standsNow(me, params.id);
  const form = await readForm({ request, context }, answersForm(now));
  if (!form.ok) return form.again;
  if (intent !== 'save') return shown({ ...values, ...untouched(form.value, now) }, { step: 'read_back' });
  const kept = await keepCall(me, params.id, { ...form.value, version: now.version });
  if ('late' in kept) return again(values, kept.late, form.value, await standsNow(me, params.id));
  const { to, card } = kept;
  return card ? shown(values, { card: cardShown(card) }) : redirect(to, 303);
}
