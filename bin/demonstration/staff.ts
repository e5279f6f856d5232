import { randomInt } from 'node:crypto';
import { generateSecret } from 'otplib';
import type { ServiceSlug } from './both-services.ts';

export const staffNames = ['amira', 'daniel', 'grace', 'ines', 'leah', 'owen'] as const;
export type StaffName = (typeof staffNames)[number];

export type StaffMember = {
  service: ServiceSlug;
  role: 'worker' | 'manager' | 'auditor';
  firstName: string;
  name: string;
  email: string;
};

/** The six who work in the two services. */
export const staff: Record<StaffName, StaffMember> = {
  amira: {
    ...{ service: 'rivermead', role: 'worker', firstName: 'Amira', name: 'Amira Haddad' },
    email: 'amira@riverside-office.example',
  },
  daniel: {
    ...{ service: 'rivermead', role: 'worker', firstName: 'Daniel', name: 'Daniel Okafor' },
    email: 'daniel@riverside-office.example',
  },
  grace: {
    ...{ service: 'rivermead', role: 'manager', firstName: 'Grace', name: 'Grace Whitfield' },
    email: 'grace@riverside-office.example',
  },
  ines: {
    ...{ service: 'rivermead', role: 'auditor', firstName: 'Ines', name: 'Ines Duarte' },
    email: 'ines@riverside-office.example',
  },
  leah: {
    ...{ service: 'hollowell', role: 'worker', firstName: 'Leah', name: 'Leah Bryant' },
    email: 'leah@hollow-lane-office.example',
  },
  owen: {
    ...{ service: 'hollowell', role: 'manager', firstName: 'Owen', name: 'Owen Pryce' },
    email: 'owen@hollow-lane-office.example',
  },
};

const words =
  'acorn amber anchor apron arbour aspen autumn badger basket beacon bellows birch bramble bridge candle canal cedar chalk cherry clover cobble copper cottage cricket dahlia damson ember fable feather fennel ferry garnet ginger harbour hazel heather juniper kestrel kettle ladder lantern linen maple marble meadow mitten nutmeg orchard otter paddle parsley pebble pepper pocket quarry ribbon saddle saffron sparrow thimble thistle velvet walnut willow'.split(
    ' ',
  );

const word = () => words[randomInt(words.length)];

/** Fresh for every installation, so that knowing one demonstration opens no other: five words, and a key for the codes. */
export const freshCredential = () => ({
  password: [word(), word(), word(), word(), word()].join('-'),
  totpSecret: generateSecret(),
});
