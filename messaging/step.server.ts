/** The points of the sending protocol between which a process may die, in the order a message meets them. */
export const steps = [
  'claim_written',
  'claim_kept',
  'handing_over',
  'handed_over',
  'outcome_written',
  'outcome_kept',
  'leases_written',
  'look_taken',
  'looked',
  'look_written',
  'receipt_written',
  'receipt_kept',
] as const;
export type Step = (typeof steps)[number];

let watch: (step: Step) => void = () => undefined;

/** Says that a step was reached. Nothing happens, unless something in this process watches. */
export function reached(step: Step): void {
  watch(step);
}

/** Watches every step of this process from now on. Nothing of Heard does: it is how a test makes a process die at one. */
export function watchSteps(watcher: (step: Step) => void): void {
  watch = watcher;
}
