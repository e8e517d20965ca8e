import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks. */
const interval = 50;

/** Waits until something that the gateway does by itself has happened; returns what was found. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  what: string | (() => string),
  within = 60_000,
): Promise<Found<T>> {
  const end = Date.now() + within;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found as Found<T>;
    await pause(interval);
  }
  throw new Error(`This did not happen: ${typeof what === 'string' ? what : what()}`);
}

type Found<T> = Exclude<T, undefined | null | false | 0 | ''>;
