import { randomUUID } from 'node:crypto';
import type { NewService } from '#db/set-up.server.ts';

const policies = {
  ...{ first_contact_working_days: 2, card_days: 21, out_of_court_window_working_days: 10 },
  feedback_days: 10,
  text_part_pence: 4.1,
  ring_when_standing_still: 'the duty desk, 01632 960111',
};
const languages = ['en', 'cy', 'pl', 'ur', 'ar'];

export const serviceSlugs = ['rivermead', 'hollowell'] as const;
export type ServiceSlug = (typeof serviceSlugs)[number];
type DemonstratedService = NewService & { id: string };

/** Two youth justice services of places that do not exist; the numbers are kept by Ofcom for drama. */
export function services(): Record<ServiceSlug, DemonstratedService> {
  return {
    rivermead: {
      id: randomUUID(),
      slug: 'rivermead',
      name: 'Rivermead Youth Justice Service',
      discreetName: 'Riverside Office',
      languages,
      phone: '01632 960140',
      email: 'hello@riverside-office.example',
      textsFrom: '+447700900900',
      postalAddress: 'Riverside Office, PO Box 14, Rivermead',
      hosts: ['rivermead.localhost'],
      policies,
    },
    hollowell: {
      id: randomUUID(),
      slug: 'hollowell',
      name: 'Hollowell Youth Justice Service',
      discreetName: 'Hollow Lane Office',
      languages,
      phone: '01632 960260',
      email: 'hello@hollow-lane-office.example',
      textsFrom: '+447700900901',
      opens: '08:30:00',
      closes: '16:30:00',
      postalAddress: 'Hollow Lane Office, PO Box 26, Hollowell',
      hosts: ['hollowell.localhost'],
      policies: { ...policies, card_days: 28, feedback_days: 15 },
    },
  };
}
