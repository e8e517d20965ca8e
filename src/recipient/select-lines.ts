import { type Bits, bitsOf, countCommon, hasBit, noBits, setBit } from './bits.js';
import { fenOf, type RecipientList } from './recipient-list.js';
import { type SearchWord, wordsOf } from '../kernel/text/search-words.js';

export interface LineFilter {
  city?: string | null;
  name?: string | null;
  creditCode?: string | null;
  product?: string | null;
  qualification?: string | null;
  amountFrom?: string | null;
  amountTo?: string | null;
  statuses?: string[] | null;
}

/** The lines that a filter leaves: those in each of these sets; all of them where there is none. */
export type Selection = Bits[];

export function isSelected(selection: Selection, place: number): boolean {
  for (const bits of selection) if (!hasBit(bits, place)) return false;
  return true;
}

export function countSelected({ size }: RecipientList, [first, ...others]: Selection): number {
  return first ? countCommon([first, ...others]) : size;
}

const mostSearches = 64;
const searches = new WeakMap<RecipientList, Map<string, Bits>>();

export function selectLines(list: RecipientList, filter: LineFilter): Selection {
  const { city, name, creditCode, product, qualification, amountFrom, amountTo } = filter;
  const selection: Selection = [];
  const none = () => noBits(list.size);
  if (city) selection.push(list.regionOf.having.get(city) ?? none());
  if (product) selection.push(list.productsOf.having.get(product) ?? none());
  if (qualification) selection.push(list.kindsOf.having.get(qualification) ?? none());
  if (creditCode) selection.push(search(list, `code ${creditCode}`, () => withCreditCode(list, creditCode)));
  if (amountFrom || amountTo) {
    selection.push(search(list, `amount ${amountFrom} ${amountTo}`, () => withAmount(list, amountFrom, amountTo)));
  }
  for (const word of wordsOf(name ?? '')) {
    selection.push(search(list, `name ${word.join(' ')}`, () => withName(list, word)));
  }
  return selection;
}

/** What takes a look at every line is remembered for the next page of it. */
function search(list: RecipientList, key: string, find: () => Bits): Bits {
  let known = searches.get(list);
  if (!known) searches.set(list, (known = new Map()));
  const found = known.get(key) ?? find();
  const [oldest] = known.keys();
  if (known.size >= mostSearches && oldest !== undefined) known.delete(oldest);
  known.set(key, found);
  return found;
}

function withCreditCode({ size, creditCodes }: RecipientList, code: string): Bits {
  const bits = noBits(size);
  const place = creditCodes.placeOf(code);
  if (place !== undefined) setBit(bits, place);
  return bits;
}

function withAmount({ size, fen }: RecipientList, from?: string | null, to?: string | null): Bits {
  const [least, most] = [from ? fenOf(from) : 0, to ? fenOf(to) : Infinity];
  return bitsOf(size, (place) => (fen[place] as number) >= least && (fen[place] as number) <= most);
}

function withName({ size, searched }: RecipientList, word: SearchWord): Bits {
  const bits = noBits(size);
  for (const text of word) searched.eachWith(text, (place) => setBit(bits, place));
  return bits;
}
