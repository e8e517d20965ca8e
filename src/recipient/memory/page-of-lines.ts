import { lineAt, type LineOrder, type ListedLine, placeOfRank, type ReleaseLines } from './release-lines.js';
import { isSelected, type Selection } from './select-lines.js';

/** The page arguments of a client. */
export interface PlaceArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** The lines of a page, in the order of the list. */
export interface PageOfLines {
  places: number[];
  /** The next place in the direction of the page, if there are more lines. */
  beyond: number | undefined;
  hasNext: boolean;
  hasPrevious: boolean;
}

const largestPage = 100;

/** Returns the page, with the same cursors as in the database; undefined if the arguments have to be refused. */
export function pageOfLines(
  lines: ReleaseLines,
  selection: Selection,
  order: LineOrder,
  { first, after, last, before }: PlaceArguments,
): PageOfLines | undefined {
  const forward = last == null;
  const size = first ?? last ?? 20;
  if ((first != null && last != null) || size < 1 || size > largestPage) return undefined;
  if (forward ? before != null : after != null) return undefined;
  const cursor = (forward ? after : before) ?? undefined;
  const bound = cursor === undefined ? undefined : positionOf(lines, order, cursor);
  if (cursor !== undefined && bound === undefined) return undefined;
  const [start, step] = forward ? [(bound ?? -1) + 1, 1] : [(bound ?? lines.size) - 1, -1];
  const places = walk(lines, selection, order, { start, step, most: size + 1 });
  const beyond = places.length > size ? places.pop() : undefined;
  if (!forward) places.reverse();
  const [more, behind] = [beyond !== undefined, cursor !== undefined];
  return { places, beyond, hasNext: forward ? more : behind, hasPrevious: forward ? behind : more };
}

/** Where lines are read: from an end of the list if there is no line to start with. */
export interface Walk {
  /** The rank of the first line. */
  rank: number | undefined;
  forward: boolean;
  most: number;
}

/** Returns the first selected places from a line on, forwards or backwards. */
export function placesFrom(
  lines: ReleaseLines,
  selection: Selection,
  order: LineOrder,
  { rank, forward, most }: Walk,
): number[] {
  const place = rank === undefined ? undefined : placeOfRank(lines, rank);
  const end = forward ? 0 : lines.size - 1;
  const start = place === undefined ? end : (lines.orders[order].positions[place] as number);
  return walk(lines, selection, order, { start, step: forward ? 1 : -1, most });
}

/** Returns the first selected places from a position of an order on. */
function walk(
  { orders, size }: ReleaseLines,
  selection: Selection,
  order: LineOrder,
  { start, step, most }: { start: number; step: number; most: number },
): number[] {
  const { places } = orders[order];
  const found: number[] = [];
  for (let position = start; position >= 0 && position < size && found.length < most; position += step) {
    const place = places[position] as number;
    if (isSelected(selection, place)) found.push(place);
  }
  return found;
}

export function cursorOf({ rank, amount, name, creditCode }: ListedLine, order: LineOrder): string {
  const keys = { RANK: [rank], AMOUNT_ASC: [amount, rank], NAME: [name, rank], CREDIT_CODE: [creditCode] }[order];
  return Buffer.from(JSON.stringify([order, ...keys.map(String)])).toString('base64url');
}

/** Returns the position of a cursor's line in its order; undefined if the cursor names no line of the current list. */
function positionOf(lines: ReleaseLines, order: LineOrder, cursor: string): number | undefined {
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(keys) || keys[0] !== order) return undefined;
  const key = String(keys.at(-1));
  const place = order === 'CREDIT_CODE' ? lines.creditCodes.placeOf(key) : placeOfRank(lines, Number(key));
  if (place === undefined || cursorOf(lineAt(lines, place), order) !== cursor) return undefined;
  return lines.orders[order].positions[place];
}
