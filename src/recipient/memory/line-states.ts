import { RecipientStatus } from '../recipient-state.js';
import { type Bits, bitsOf } from './bits.js';

const statuses = Object.values(RecipientStatus);

/** The states of the lines of a release, up to a position of the public changes. */
export class LineStates {
  /** Position of the last change that they include. */
  readonly position: number;
  /** The number of the status, for each place. */
  readonly #codes: Uint8Array;
  readonly #having = new Map<string, Bits>();

  constructor(position: number, codes: Uint8Array) {
    this.position = position;
    this.#codes = codes;
  }

  /** Returns the places that have one of these statuses. */
  having(wanted: readonly RecipientStatus[]): Bits {
    const isWanted = statuses.map((status) => wanted.includes(status));
    const key = isWanted.join();
    const codes = this.#codes;
    const found = this.#having.get(key) ?? bitsOf(codes.length, (place) => isWanted[codes[place] as number] === true);
    this.#having.set(key, found);
    return found;
  }

  /** Returns the states at a later position, at which these places have another status. */
  movedTo(position: number, changed: { place: number; status: RecipientStatus }[]): LineStates {
    if (changed.length === 0 && position === this.position) return this;
    const codes = this.#codes.slice();
    for (const { place, status } of changed) codes[place] = codeOf(status);
    return new LineStates(position, codes);
  }
}

/** Returns the number of a status. A status that this version does not know gets a number that no filter selects. */
export function codeOf(status: RecipientStatus): number {
  const code = statuses.indexOf(status);
  return code < 0 ? statuses.length : code;
}
