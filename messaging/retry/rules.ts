const shortestSeconds = 30;
const longestSeconds = 60 * 60;
// So often a provider is believed that asks us back within moments.
const believed = 3;

/**
 * How long a message waits before it is tried again: what the provider asked for, or a random part ("full jitter") of a
 * span that doubles from half a minute to an hour, so that what failed together does not return together. Who asks us back
 * again and again is given at least that.
 * `attempt` counts from 1; `chance` is a random number from 0 up to 1.
 */
export function secondsUntilRetry(attempt: number, askedFor: number | null, chance: number): number {
  const span = Math.min(shortestSeconds * 2 ** (attempt - 1), longestSeconds);
  const ours = Math.max(1, Math.ceil(span * chance));
  if (askedFor === null) return ours;
  return Math.min(Math.max(askedFor, attempt > believed ? ours : 1), longestSeconds);
}
