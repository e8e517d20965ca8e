import { RecipientStatus } from '../recipient-state.js';
import { type Bits, bitsOf } from './bits.js';

const statuses = Object.values(RecipientStatus);

/** What became of the lines of a release, up to a position of the public changes. */
export class LineStates {
  /** The last change that is in them. */
  readonly position: number;
  /** Of each place the number of its status. */
  readonly #codes: Uint8Array;
  readonly #having = new Map<string, Bits>();

  constructor(position: number, codes: Uint8Array) {
    this.position = position;
    this.#codes = codes;
  }

  /** The places whose status is one of these. */
  having(wanted: readonly RecipientStatus[]): Bits {
    const isWanted = statuses.map((status) => wanted.includes(status));
    const key = isWanted.join();
    const codes = this.#codes;
    const found = this.#having.get(key) ?? bitsOf(codes.length, (place) => isWanted[codes[place] as number] === true);
    this.#having.set(key, found);
    return found;
  }

  /** The same at a later position, where these places have another status now. */
  movedTo(position: number, changed: { place: number; status: RecipientStatus }[]): LineStates {
    if (changed.length === 0 && position === this.position) return this;
    const codes = this.#codes.slice();
    for (const { place, status } of changed) codes[place] = codeOf(status);
    return new LineStates(position, codes);
  }
}

/** A status that this version does not know is none that anybody can ask for. */
export function codeOf(status: RecipientStatus): number {
  const code = statuses.indexOf(status);
  return code < 0 ? statuses.length : code;
}
