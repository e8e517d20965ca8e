import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks: a few at first, then more, as each of them takes time from what is waited for. */
const [shortest, longest] = [20, 200];

/** Waits until something that the gateway does on its own has happened; returns what was found. */
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
