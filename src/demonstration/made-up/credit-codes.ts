import { creditCodeCheck, organisationCheck } from '../../kernel/values/credit-code.js';
import type { Chance } from './chance.js';

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/** Hands out credit codes that pass their checks, each once. */
export class CreditCodes {
  readonly #chance: Chance;
  readonly #given = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** A company's code; `authority` is the division code of the office that registered it. */
  next(authority: string): string {
    const body = this.#body(authority);
    return body + creditCodeCheck(body);
  }

  /** A code as the early ones of this province are: its last character does not fit, its organisation code does. */
  nextEarly(authority: string): string {
    const body = this.#body(authority);
    const fitting = creditCodeCheck(body);
    return body + this.#chance.pick(alphabet.filter((character) => character !== fitting));
  }

  /** No register gives out organisation codes that begin with DEM, so none of these is the code of a real company. */
  #body(authority: string): string {
    const organisation = `DEM${Array.from({ length: 5 }, () => this.#chance.pick(alphabet)).join('')}`;
    const body = `91${authority}${organisation}${organisationCheck(organisation)}`;
    if (this.#given.has(organisation)) return this.#body(authority);
    this.#given.add(organisation);
    return body;
  }
}
