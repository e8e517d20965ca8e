import { creditCodeCheck, organisationCheck } from '../../kernel/values/credit-code.js';
import type { Chance } from './chance.js';

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/** Creates valid credit codes, each once. */
export class CreditCodes {
  readonly #chance: Chance;
  readonly #given = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Returns the code of a company; `authority` is the division code of the office that registered it. */
  next(authority: string): string {
    const body = this.#body(authority);
    return body + creditCodeCheck(body);
  }

  /**
   * Returns a code like the early ones of this province: its last check character is wrong, and that of its
   * organisation code is right.
   */
  nextEarly(authority: string): string {
    const body = this.#body(authority);
    const fitting = creditCodeCheck(body);
    return body + this.#chance.pick(alphabet.filter((character) => character !== fitting));
  }

  /** No register assigns organisation codes that begin with DEM, so none of these belongs to a real company. */
  #body(authority: string): string {
    const organisation = `DEM${Array.from({ length: 5 }, () => this.#chance.pick(alphabet)).join('')}`;
    const body = `91${authority}${organisation}${organisationCheck(organisation)}`;
    if (this.#given.has(organisation)) return this.#body(authority);
    this.#given.add(organisation);
    return body;
  }
}
