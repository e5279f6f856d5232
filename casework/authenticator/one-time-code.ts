import { verifySync } from 'otplib';

const sixDigits = /^\d{6}$/;
const toleranceSeconds = 30;

/** Digits as they were meant: without spaces, and European ones where others were typed. */
export function plainDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(/[\s\p{Pd}]/gu, '');
}

/**
 * The time step a code of an authenticator app belongs to, or null for a wrong one. Kept as the last step used, it makes
 * every code work once. Phones whose clock is up to half a minute off are forgiven.
 */
export function stepOfCode(secret: string, typed: string, lastStep: number): number | null {
  const token = plainDigits(typed);
  if (!sixDigits.test(token)) return null;
  const checked = verifySync({ secret, token, epochTolerance: toleranceSeconds });
  if (!checked.valid || !('timeStep' in checked)) return null;
  return checked.timeStep > lastStep ? checked.timeStep : null;
}
