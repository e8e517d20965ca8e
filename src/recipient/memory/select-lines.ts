import { type Bits, bitsOf, countCommon, hasBit, noBits, setBit } from './bits.js';
import type { RecipientConditions } from '../recipient-conditions.js';
import type { LineStates } from './line-states.js';
import { fenOf, type ReleaseLines } from './release-lines.js';
import { normaliseCreditCode } from '../../kernel/values/credit-code.js';
import { type SearchWord, wordsOf } from '../../kernel/text/search-words.js';

/** The conditions as a client sends them. */
export type LineFilter = { [Name in keyof RecipientConditions]: RecipientConditions[Name] | null };

/** The lines that match a filter: those in all of these sets; all lines if there is no set. */
export type Selection = Bits[];

export function isSelected(selection: Selection, place: number): boolean {
  for (const bits of selection) if (!hasBit(bits, place)) return false;
  return true;
}

export function countSelected({ size }: ReleaseLines, [first, ...others]: Selection): number {
  return first ? countCommon([first, ...others]) : size;
}

// Only PostgreSQL can compare capital letters beyond ASCII, and refuse characters that it cannot store.
const beyondMemory = /[^\x20-\x7e\u3000-\u9fff\uff01-\uff20\uff3b-\uffef]/;

/**
 * Returns the lines that match a filter; undefined if only the database can answer. `states` are those in the reader's
 * snapshot.
 */
export function selectLines(lines: ReleaseLines, filter: LineFilter, states?: LineStates): Selection | undefined {
  const { city, name, creditCode, product, qualification, amountFrom, amountTo, statuses } = filter;
  if (name && beyondMemory.test(name)) return undefined;
  const selection: Selection = [];
  const none = () => noBits(lines.size);
  if (city) selection.push(lines.regionOf.having.get(city) ?? none());
  if (product) selection.push(lines.productsOf.having.get(product) ?? none());
  if (qualification) selection.push(lines.kindsOf.having.get(qualification) ?? none());
  if (creditCode) {
    const code = normaliseCreditCode(creditCode);
    selection.push(search(lines, `code ${code}`, () => withCreditCode(lines, code)));
  }
  if (amountFrom || amountTo) {
    selection.push(search(lines, `amount ${amountFrom} ${amountTo}`, () => withAmount(lines, amountFrom, amountTo)));
  }
  for (const word of wordsOf(name ?? '')) {
    selection.push(search(lines, `name ${word.join(' ')}`, () => withName(lines, word)));
  }
  if (!statuses) return selection;
  return states && [...selection, states.having(statuses)];
}

/** Caches a result that required a check of every line, for the next page. */
function search({ searches }: ReleaseLines, key: string, find: () => Bits): Bits {
  const found = searches.get(key) ?? find();
  searches.set(key, found);
  return found;
}

function withCreditCode({ size, creditCodes }: ReleaseLines, code: string): Bits {
  const bits = noBits(size);
  const place = creditCodes.placeOf(code);
  if (place !== undefined) setBit(bits, place);
  return bits;
}

function withAmount({ size, fen }: ReleaseLines, from?: string | null, to?: string | null): Bits {
  const [least, most] = [from ? fenOf(from) : 0, to ? fenOf(to) : Infinity];
  return bitsOf(size, (place) => (fen[place] as number) >= least && (fen[place] as number) <= most);
}

function withName({ size, folded, phonetic }: ReleaseLines, word: SearchWord): Bits {
  const bits = noBits(size);
  for (const text of word) {
    for (const column of [folded, phonetic]) column.eachWith(text, (place) => setBit(bits, place));
  }
  return bits;
}
