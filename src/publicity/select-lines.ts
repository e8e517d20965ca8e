import type { ListedLine, RecipientList } from './recipient-lists.js';

export interface LineFilter {
  city?: string | null;
  name?: string | null;
  creditCode?: string | null;
  product?: string | null;
  qualification?: string | null;
  amountFrom?: string | null;
  amountTo?: string | null;
}

export type LineOrder = keyof RecipientList['orders'];

const mostSelections = 64;
const selections = new WeakMap<RecipientList, Map<string, Uint32Array>>();

/** The places of the lines that a filter leaves, in their order; the last few selections are remembered. */
export function selectLines(list: RecipientList, filter: LineFilter, order: LineOrder): Uint32Array {
  const test = testOf(filter);
  if (!test) return list.orders[order];
  let known = selections.get(list);
  if (!known) selections.set(list, (known = new Map()));
  const key = JSON.stringify([order, filter]);
  const found = known.get(key);
  if (found) return found;
  const selected = list.orders[order].filter((place) => test(list.lines[place] as ListedLine));
  const [oldest] = known.keys();
  if (known.size >= mostSelections && oldest !== undefined) known.delete(oldest);
  known.set(key, selected);
  return selected;
}

function testOf(filter: LineFilter): ((line: ListedLine) => boolean) | undefined {
  const { city, name, creditCode, product, qualification, amountFrom, amountTo } = filter;
  const tests: ((line: ListedLine) => boolean)[] = [];
  if (city) tests.push((line) => line.region === city);
  if (creditCode) tests.push((line) => line.creditCode === creditCode);
  if (product) tests.push((line) => line.products.includes(product));
  if (qualification) tests.push((line) => line.kinds.includes(qualification));
  if (amountFrom) tests.push(({ fen }) => fen >= fenOf(amountFrom));
  if (amountTo) tests.push(({ fen }) => fen <= fenOf(amountTo));
  if (name) {
    const wanted = name.toLowerCase();
    tests.push((line) => line.searched.includes(wanted));
  }
  const [only] = tests;
  return tests.length <= 1 ? only : (line) => tests.every((test) => test(line));
}

/** Whole fen up to 10^14: a double holds them exactly. */
function fenOf(yuan: string): number {
  return Number(yuan.replace('.', ''));
}
