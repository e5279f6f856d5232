import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Language } from '#locales/languages.ts';
import type { ServiceSlug } from './both-services.ts';
import type { Someone } from './person.ts';
import type { House } from './setting-up.ts';
import { type StaffMember, type StaffName, staff, staffNames } from './staff.ts';

/** How to get in as anyone of the demonstration. */
export type SignInSheet = {
  victims: {
    name: string;
    situation: string;
    service: ServiceSlug;
    language: Language;
    portal: string;
    mobile: string | null;
    email: string | null;
    card: { locator: string; secret: string };
    word: string;
    reachableNow: boolean;
  }[];
  staff: {
    name: string;
    role: StaffMember['role'];
    service: ServiceSlug;
    email: string;
    password: string;
    totpSecret: string;
  }[];
};

export type Reached = Someone & { reachableNow: boolean };

/** Makes the sheet. `portalPort` is where the portal of this machine listens. */
export function signInSheet(house: House, people: readonly Reached[], portalPort: number): SignInSheet {
  const victims = people.map(({ person, card, reachableNow }) => {
    const { name, situation, written: language, mobile, email, word } = person;
    if (!card) throw new Error(`${situation}: nobody gave them a card`);
    const { service } = staff[person.worker];
    const [host] = house.services[service].hosts;
    const { locator, secret } = card;
    const portal = `http://${host}:${portalPort}`;
    return {
      name,
      situation,
      service,
      language,
      portal,
      mobile,
      email,
      card: { locator, secret },
      word,
      reachableNow,
    };
  });
  return { victims, staff: staffNames.map((name) => signInOf(house, name)) };
}

function signInOf(house: House, who: StaffName): SignInSheet['staff'][number] {
  const { name, role, service, email } = staff[who];
  const { password, totpSecret } = house.staff[who];
  return { name, role, service, email, password, totpSecret };
}

/** Keeps the sheet where only this user can read it, in place of any before. */
export function keepSignInSheet(file: string, sheet: SignInSheet): void {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(sheet, null, 2)}\n`, { mode: 0o600 });
}
