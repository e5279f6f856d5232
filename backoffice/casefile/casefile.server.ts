import { tasksOpen } from '#casework/task/store.server.ts';
import { particularsOf } from '#casework/victim/particulars.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { caseHere } from '../case-here.server.ts';
import { dueShown, firstContactShown } from '../due-words.server.ts';
import { extractsListed } from '../extract/listed.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { cardsShown } from './cards.server.ts';
import { choicesShown } from './choices.server.ts';
import { logShown } from './log.server.ts';
import { messagesShown } from './messages.server.ts';
import { proxiesShown } from './proxies.server.ts';
import { suggestionFor } from './stage.server.ts';
import { statementsShown } from './statements.server.ts';
import { textsShown } from './texts.server.ts';
import { timelineOf } from './timeline.server.ts';
import { updatesShown } from './updates.server.ts';

/** Everything the page of a case says, read in one transaction; the answer for what is not there where it is not theirs. */
export async function casefileOf(tx: Tx<StaffActor>, param: string | undefined, whole: boolean) {
  const { it, shown } = await caseHere(tx, param);
  const { victimId, person, incident } = it;
  const { enhancedRights, restricted } = orNotThere(await particularsOf(tx, victimId));
  const proxies = await proxiesShown(tx, victimId);
  const choices = await choicesShown(tx, victimId);
  const log = await logShown(tx, it);
  const messages = await messagesShown(tx, victimId);
  const cards = await cardsShown(tx, victimId);
  const tasks = await tasksOpen(tx, { mine: false, victimId });
  return {
    ...{ shown, choices, log, messages, cards },
    texts: await textsShown(tx, victimId),
    statements: await statementsShown(tx, it.caseId),
    extracts: await extractsListed(tx, it.caseId),
    updates: await updatesShown(tx, it),
    suggested: (await suggestionFor(tx, it)).suggested,
    timeline: await timelineOf(tx, { it, choices, log, messages, cards }, whole),
    due: dueShown(it.dueWhat, it.dueAt),
    dueWhat: it.dueWhat,
    manager: tx.actor.role === 'manager',
    firstContact: firstContactShown(it),
    tasks: tasks.map(({ taskId, kind, dueAt }) => ({ taskId, kind, due: dueShown('task', dueAt) })),
    facts: {
      ...{
        stage: it.stage,
        worker: it.worker,
        receivedFrom: it.receivedFrom,
        children: it.children,
        enhancedRights,
        restricted,
      },
      speakers: proxies.filter(({ acts }) => acts).map(({ name, kind, until }) => ({ name, kind, until })),
      basis: person.basis,
      under18: person.presumedUnder18,
      received: momentOf(it.detailsReceivedAt).text,
      incident: { ...incident, happenedOn: incident.happenedOn && dayOf(incident.happenedOn).text },
      nextUpdateBy: it.nextUpdateBy && dayOf(it.nextUpdateBy).text,
    },
  };
}

export type Casefile = Awaited<ReturnType<typeof casefileOf>>;
