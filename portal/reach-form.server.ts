import { z } from 'zod';
import { type Channel, channels } from '#casework/choice/rules.ts';

const rank = z.enum(['', '1', '2', '3', '4', 'never']).default('');

/** The ways someone may be reached, best first, and those they ruled out; what they left alone is in neither. */
export type Ways = { order: Channel[]; never: Channel[] };

/** A place for each way: `ways.text` is "1" to "4", "never" or nothing at all. */
export const reachForm = z
  .object({ 'ways.text': rank, 'ways.email': rank, 'ways.phone': rank, 'ways.letter': rank })
  .transform((typed, context): Ways => {
    const placed = channels
      .map((channel) => ({ channel, place: typed[`ways.${channel}`] }))
      .filter(({ place }) => place !== '');
    if (placed.length === 0)
      context.addIssue({ code: 'custom', path: ['ways'], message: 'portal:first.reach.missing' });
    const ranked = placed
      .filter(({ place }) => place !== 'never')
      .sort((a, b) => Number(a.place) - Number(b.place));
    const twice = ranked.find(({ place }, index) => ranked[index - 1]?.place === place);
    if (twice)
      context.addIssue({
        code: 'custom',
        path: [`ways.${twice.channel}`],
        message: 'portal:first.reach.twice',
      });
    const never = placed.filter(({ place }) => place === 'never');
    return { order: ranked.map(({ channel }) => channel), never: never.map(({ channel }) => channel) };
  });
