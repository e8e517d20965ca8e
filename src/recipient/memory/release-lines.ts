import type { LRUCache } from 'lru-cache';
import { type Bits, bitsOf } from './bits.js';
import type { CountedBy } from '../counted-lines.js';
import { TextColumn } from './text-column.js';

/** One line, with the texts that are written into an answer. */
export interface ListedLine {
  rank: number;
  id: string;
  name: string;
  creditCode: string;
  amount: string;
  region: string;
  kinds: string[];
  products: string[];
}

/** Lines as they are read: each column is one buffer, so that no object is created for a line until it is needed. */
export interface PackedLines {
  count: number;
  /** Four bytes each, big endian. */
  ranks: Buffer;
  /** Doubles, big endian. */
  fen: Buffer;
  /** Sixteen bytes each. */
  keys: Buffer;
  /** Texts and lists of codes, each terminated by a NUL. */
  names: Buffer;
  /** The first line of each name's search key, and the rest of the key. */
  folded: Buffer;
  phonetic: Buffer;
  creditCodes: Buffer;
  regions: Buffer;
  kinds: Buffer;
  products: Buffer;
}

export type Names = ReadonlyMap<string, { id: string; code: string; name: string; nameInEnglish: string }>;

export const lineOrders = ['RANK', 'AMOUNT_ASC', 'NAME', 'CREDIT_CODE'] as const;
export type LineOrder = (typeof lineOrders)[number];

/** For each order: the places in that order, and the position of each place in it. */
export type Orders = Record<LineOrder, { places: Uint32Array; positions: Uint32Array }>;

/** The number of lines in a group, and the sum of their amounts. */
export interface Count {
  lines: number;
  fen: number;
}

export type Counts = Record<CountedBy, ReadonlyMap<string, Count>>;

/** The columns of a release: its lines by rank, and their positions in other orders. Published lines never change. */
export interface ReleaseLines {
  size: number;
  ranks: Uint32Array;
  keys: Buffer;
  names: TextColumn;
  folded: TextColumn;
  phonetic: TextColumn;
  creditCodes: TextColumn;
  /** Whole fen up to 10^14, which a double represents exactly. */
  fen: Float64Array;
  regionOf: CodeColumn;
  kindsOf: CodeColumn;
  productsOf: CodeColumn;
  orders: Orders;
  /** Cached results of filters that have to check every line. */
  searches: LRUCache<string, Bits>;
  /** Cached counts by filter. */
  counts: LRUCache<string, Counts>;
}

/** The current names of the codes of a list. */
export interface ListNames {
  regions: Names;
  kinds: Names;
  products: Names;
}

/** The newest release of a notice. */
export interface RecipientList {
  lines: ReleaseLines;
  names: ListNames;
}

/** Codes of each line. Thousands of lines have the same codes, so each list of codes is stored once. */
export interface CodeColumn {
  lists: string[][];
  indexes: Uint32Array;
  /** For each code, the places whose list contains it. */
  having: ReadonlyMap<string, Bits>;
}

export function lineAt(list: ReleaseLines, place: number): ListedLine {
  const codes = ({ lists, indexes }: CodeColumn) => lists[indexes[place] as number] as string[];
  return {
    rank: list.ranks[place] as number,
    id: idAt(list.keys, place),
    name: list.names.at(place),
    creditCode: list.creditCodes.at(place),
    amount: yuanOf(list.fen[place] as number),
    region: codes(list.regionOf)[0] as string,
    kinds: codes(list.kindsOf),
    products: codes(list.productsOf),
  };
}

/** Returns the place of a rank; undefined if no line has it. */
export function placeOfRank({ ranks }: ReleaseLines, rank: number): number | undefined {
  let [low, high] = [0, ranks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranks[middle] as number) < rank) low = middle + 1;
    else high = middle;
  }
  return ranks[low] === rank ? low : undefined;
}

export function fenOf(yuan: string): number {
  return Number(yuan.replace('.', ''));
}

export function yuanOf(fen: number): string {
  const cents = fen % 100;
  return `${(fen - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
}

const idBytes = Buffer.from('Recipient:00000000-0000-0000-0000-000000000000');
/** Offsets of the digits of a uuid, two for each of its bytes. */
const digitPlaces = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34].map((at) => at + 'Recipient:'.length);
const digits = Buffer.from('0123456789abcdef');

/** Returns the database key of a line. */
export function keyAt({ keys }: ReleaseLines, place: number): string {
  const digitsOf = keys.toString('hex', place * 16, place * 16 + 16);
  return digitsOf.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The same as `globalId('Recipient', …)` without an intermediate string, because a page has twenty ids. */
function idAt(keys: Buffer, place: number): string {
  for (let index = 0; index < 16; index += 1) {
    const byte = keys[place * 16 + index] as number;
    const at = digitPlaces[index] as number;
    idBytes[at] = digits[byte >>> 4] as number;
    idBytes[at + 1] = digits[byte & 15] as number;
  }
  return idBytes.toString('base64url');
}

/** Joins parts that were read separately, in order of rank. */
export function unpackLines(parts: PackedLines[]): Omit<ReleaseLines, 'orders' | 'searches' | 'counts'> {
  const size = parts.reduce((sum, { count }) => sum + count, 0);
  const bytesOf = (column: Exclude<keyof PackedLines, 'count'>) => parts.map((part) => part[column]);
  const [ranks, fen] = [Buffer.concat(bytesOf('ranks')), Buffer.concat(bytesOf('fen'))];
  const texts = (column: 'names' | 'phonetic' | 'creditCodes') => TextColumn.unpack(bytesOf(column), size);
  const codes = (column: 'regions' | 'kinds' | 'products') => unpackCodes(bytesOf(column), size);
  return {
    size,
    ranks: Uint32Array.from({ length: size }, (_, place) => ranks.readUInt32BE(place * 4)),
    fen: Float64Array.from({ length: size }, (_, place) => fen.readDoubleBE(place * 8)),
    keys: Buffer.concat(bytesOf('keys')),
    names: texts('names'),
    folded: TextColumn.unpackWide(bytesOf('folded'), size),
    phonetic: texts('phonetic'),
    creditCodes: texts('creditCodes'),
    regionOf: codes('regions'),
    kindsOf: codes('kinds'),
    productsOf: codes('products'),
  };
}

function unpackCodes(parts: Buffer[], size: number): CodeColumn {
  const lists: string[][] = [];
  const indexes = new Uint32Array(size);
  const known = new Map<string, number>();
  let place = 0;
  for (const bytes of parts) {
    for (let [start, end] = [0, bytes.indexOf(0)]; end >= 0; start = end + 1, end = bytes.indexOf(0, start)) {
      const key = bytes.toString('utf8', start, end);
      const index = known.get(key) ?? lists.push(key === '' ? [] : key.split(',')) - 1;
      known.set(key, index);
      indexes[place] = index;
      place += 1;
    }
  }
  const having = new Map(
    [...new Set(lists.flat())].map((code) => {
      const isListed = lists.map((list) => list.includes(code));
      return [code, bitsOf(size, (one) => isListed[indexes[one] as number] === true)];
    }),
  );
  return { lists, indexes, having };
}
