import { z } from 'zod';
import { incidentKinds, mostChildren } from '../incident/rules.ts';
import { typedDate, typedMoment } from '../working-day/typed.ts';
import { stages } from './rules.ts';

export const sources = ['police', 'court', 'another_service', 'the_person', 'other'] as const;
/** Who passed the details on. */
export type Source = (typeof sources)[number];

const happenedOn = z
  .string()
  .trim()
  .transform((typed, context) => {
    const date = typed === '' ? null : typedDate(typed);
    if (typed === '' || date) return date;
    context.addIssue({ code: 'custom', message: 'case.happenedOn.invalid' });
    return z.NEVER;
  });

/** A case by hand: of an incident that is known (`incidentId`), or of one told here. Times are London's wall clock. */
export const caseForm = z
  .object({
    incidentId: z.preprocess((id) => (id === '' ? null : id), z.uuid().nullable().default(null)),
    kind: z.preprocess((kind) => (kind === '' ? null : kind), z.enum(incidentKinds).nullable().default(null)),
    happenedOn: happenedOn.default(null),
    children: z.coerce
      .number({ error: 'case.children.invalid' })
      .int('case.children.invalid')
      .min(1, 'case.children.invalid')
      .max(mostChildren, 'case.children.invalid')
      .default(1),
    workerId: z.uuid({ error: 'case.worker.missing' }),
    receivedFrom: z.enum(sources, { error: 'case.receivedFrom.missing' }),
    receivedOn: z.string({ error: 'case.receivedOn.missing' }).trim().min(1, 'case.receivedOn.missing'),
    receivedAt: z.string({ error: 'case.receivedAt.missing' }).trim().min(1, 'case.receivedAt.missing'),
  })
  .transform((typed, context) => {
    const { incidentId, kind, happenedOn: on, children, receivedOn, receivedAt, ...rest } = typed;
    const detailsReceivedAt = typedMoment(receivedOn, receivedAt);
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (!detailsReceivedAt) issue('receivedOn', 'case.receivedOn.invalid');
    else if (detailsReceivedAt > new Date()) issue('receivedOn', 'case.receivedOn.future');
    if (!incidentId && !kind) issue('kind', 'case.kind.missing');
    const incident = incidentId
      ? { id: incidentId }
      : kind && { kind, happenedOn: on, children: Array.from({ length: children }, () => '') };
    if (!detailsReceivedAt || !incident) return z.NEVER;
    return { ...rest, detailsReceivedAt, incident };
  });

/** What `openCase` is given beside the victim. */
export type NewCase = z.output<typeof caseForm>;

/** Where a case goes; `seen` is the stage it had when the page was made. */
export const moveForm = z.object({
  stage: z.enum(stages, { error: 'case.stage.missing' }),
  seen: z.enum(stages, { error: 'case.stage.missing' }),
});
