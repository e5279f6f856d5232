import { data, type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { type FormAgain, type FormValues, readForm, valuesOf } from '#web/form.server.ts';
import { type CardShown, cardShown } from '../card/posting.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { textIn } from '../typed.ts';
import { meAtDesk } from '../who.server.ts';
import { answersForm } from './answers.server.ts';
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
  const form = await readForm({ request, context }, answersForm(await standsNow(me, params.id)));
  if (!form.ok) return form.again;
  if (intent !== 'save') return shown(values, { step: 'read_back' });
  const { to, card } = await keepCall(me, params.id, form.value);
  return card ? shown(values, { card: cardShown(card) }) : redirect(to, 303);
}
