import { addDays } from '../../kernel/values/dates.js';

/** A repeatable random generator (mulberry32); only its name decides its numbers. */
export class Chance {
  #state: number;

  constructor(name: string) {
    this.#state = seedOf(name);
  }

  /** Returns a whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.#fraction() * limit);
  }

  /** Returns a whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  happens(percent: number): boolean {
    return this.#fraction() * 100 < percent;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Returns some of them in a random order, none twice. */
  several<T>(from: readonly T[], count: number): T[] {
    const left = [...from];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.below(left.length), 1)[0] as T);
  }

  /** Returns one of them, each with the probability of its weight. */
  weighted<T>(from: readonly (readonly [T, weight: number])[]): T {
    let rest = this.#fraction() * from.reduce((total, [, weight]) => total + weight, 0);
    for (const [one, weight] of from) {
      rest -= weight;
      if (rest < 0) return one;
    }
    return (from.at(-1) as readonly [T, number])[0];
  }

  day(first: string, last: string): string {
    const span = (Date.parse(last) - Date.parse(first)) / 86_400_000;
    return addDays(first, this.between(0, span));
  }

  #fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** FNV-1a. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  return hash;
}
