import { setTimeout as pause } from 'node:timers/promises';

/**
 * Milliseconds between two attempts: short at first, then longer, because each attempt takes time from the awaited
 * work.
 */
const [shortest, longest] = [20, 200];

/** Waits until something that the gateway does automatically has happened; returns what was found. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  what: string | (() => string),
  within = 60_000,
): Promise<Found<T>> {
  const end = Date.now() + within;
  for (let interval = shortest; Date.now() < end; interval = Math.min(longest, interval * 1.4)) {
    const found = await look();
    if (found) return found as Found<T>;
    await pause(interval);
  }
  throw new Error(`This did not happen: ${typeof what === 'string' ? what : what()}`);
}

type Found<T> = Exclude<T, undefined | null | false | 0 | ''>;
