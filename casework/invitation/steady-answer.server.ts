import { setTimeout as pause } from 'node:timers/promises';

const steadyMs = 250;

/**
 * Answers no sooner than a quarter of a second after the question. The gates do the same work whoever is known; this
 * covers what is left, such as a row that is there to be counted up.
 */
export async function answerSteadily<T>(work: Promise<T>): Promise<T> {
  const [answer] = await Promise.all([work, pause(steadyMs)]);
  return answer;
}
