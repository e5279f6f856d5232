const shortestSeconds = 30;
const longestSeconds = 60 * 60;

/**
 * How long a message waits before it is tried again: what the provider asked for, or a random part ("full jitter") of a
 * span that doubles from half a minute to an hour, so that what failed together does not return together.
 * `attempt` counts from 1; `chance` is a random number from 0 up to 1.
 */
export function secondsUntilRetry(attempt: number, askedFor: number | null, chance: number): number {
  if (askedFor !== null) return Math.min(Math.max(askedFor, 1), longestSeconds);
  const span = Math.min(shortestSeconds * 2 ** (attempt - 1), longestSeconds);
  return Math.max(1, Math.ceil(span * chance));
}
