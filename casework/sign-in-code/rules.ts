/**
 * How many sign-in codes may go to one number. A browser its owner has signed in with has its own, which nobody else can use
 * up. All other browsers share the rest: enough for someone at a borrowed computer, too few to trouble anyone, and at hours
 * that are not safe only what somebody who really wants to come in needs. The card and the app work whatever was used up.
 */
export const codeBudgets = {
  knownBrowser: { anHour: 5 },
  anyOther: { anHour: 3, aDay: 6, whileNotSafe: 2 },
} as const;

/** Codes made lately for a number: for the browser that asks, and for all browsers nobody has signed in with. */
export type CodesMade = {
  forThisBrowserThisHour: number;
  thisHour: number;
  today: number;
  /** In the last twelve hours, at moments outside the safe times of whoever uses the number. */
  whileNotSafe: number;
  safeNow: boolean;
};

/** Whether one more may be made. */
export function mayHaveCode(known: boolean, made: CodesMade): boolean {
  const { knownBrowser, anyOther } = codeBudgets;
  if (known) return made.forThisBrowserThisHour < knownBrowser.anHour;
  return (
    made.thisHour < anyOther.anHour &&
    made.today < anyOther.aDay &&
    (made.safeNow || made.whileNotSafe < anyOther.whileNotSafe)
  );
}
