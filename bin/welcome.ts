import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { z } from 'zod';
import { repository } from './repository.ts';

const demonstration = z.object({
  victims: z.array(
    z.object({
      name: z.string(),
      card: z.object({ locator: z.string(), secret: z.string() }).optional(),
      word: z.string(),
    }),
  ),
  staff: z.array(
    z.object({ email: z.string(), password: z.string(), totpSecret: z.string(), role: z.string() }),
  ),
});

export type Addresses = { portal: string; backoffice: string };

// As it stands on the card.
const printed = ({ locator, secret }: { locator: string; secret: string }) =>
  `${locator}-${secret.slice(0, 4)}-${secret.slice(4)}`;

/** The lines `npm start` ends with: where to go, and how to sign in to the demonstration if it was played here. */
export function welcome({ portal, backoffice }: Addresses): string {
  const file = join(repository, '.data/demo.json');
  const people = existsSync(file) ? demonstration.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  const victim = people?.victims.find((one) => one.card);
  const member = people?.staff.find((one) => one.role === 'staff') ?? people?.staff[0];
  return [
    '',
    `Heard is ready, after ${process.uptime().toFixed(1)} s.`,
    '',
    `  For a person harmed   ${portal}`,
    ...(victim?.card
      ? [`     card   ${printed(victim.card)}   word   ${victim.word}   (${victim.name})`]
      : []),
    '',
    `  For staff             ${backoffice}`,
    ...(member
      ? [`     ${member.email}   ${member.password}   code ${generateSync({ secret: member.totpSecret })}`]
      : []),
    ...(member
      ? [`     The code lives 30 s; any authenticator app makes the next: ${member.totpSecret}`]
      : []),
    '',
    ...(people ? ['  Everyone else is in .data/demo.json.'] : []),
    '  Ctrl-C stops it; nothing is lost.',
    '',
  ].join('\n');
}
