import { channelLocksOf } from '#casework/channel-lock/store.server.ts';
import { answersOpenTo } from '#casework/channel-override/rules.ts';
import { lockOfMessage, type Override, overridesOf } from '#casework/channel-override/store.server.ts';
import type { Channel } from '#casework/choice/rules.ts';
import { colleagues } from '#casework/staff/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { lockInWords } from '../contact-rules.server.ts';
import { momentOf } from '../moments.server.ts';

const { t } = backofficeWords;

/** Whether a lock keeps a message here, everything two people have said about it, and what this member of staff may say. */
export async function lockShown(
  tx: Tx<StaffActor>,
  { id: messageId, victimId, channel }: { id: string; victimId: string; channel: Channel },
) {
  const { role, staffId } = tx.actor;
  const kept = await lockOfMessage(tx, messageId);
  const locks = (await channelLocksOf(tx, victimId)).filter((lock) => lock.channel === channel);
  const overrides = await overridesOf(tx, messageId);
  const standing = overrides.some(({ state }) => state === 'waiting' || state === 'confirmed');
  const open = kept.locked && kept.otherwise === null && !standing;
  const people = new Map((await colleagues(tx)).map((one) => [one.staffId, one.firstName]));
  const nameOf = (id: string) => people.get(id) ?? t('message.override.somebody');
  return {
    locked: kept.locked && kept.otherwise === null,
    mayPropose: open && role === 'manager',
    needsManager: open && role !== 'manager',
    because: locks.map((lock) =>
      t('rules.locked', { channel: t(`channel.${lock.channel}`), why: lockInWords(lock) }),
    ),
    overrides: overrides.map((one) => ({
      ...{ overrideId: one.overrideId, state: one.state, why: one.why },
      proposed: { who: nameOf(one.proposedBy), moment: momentOf(one.proposedAt).text },
      until: momentOf(one.endsAt).text,
      answered: answerOf(one, nameOf),
      may: one.state === 'waiting' ? answersOpenTo(staffId, one) : [],
    })),
  };
}
export type LockOfMessage = Awaited<ReturnType<typeof lockShown>>;

const answerOf = ({ answeredBy, answeredAt }: Override, nameOf: (id: string) => string) =>
  answeredBy && answeredAt ? { who: nameOf(answeredBy), moment: momentOf(answeredAt).text } : null;
