import { createReadStream } from 'node:fs';
import { Refused } from '../../kernel/refusal.js';
import type { Cell } from './cell.js';
import { type Column, columnOfHeading, columns } from './columns.js';
import type { TextEncoding } from './file-format.js';
import { refuseFile, refuseRow } from './intake.refusals.js';
import { type Batch, longestCell, type RawRow } from './raw-row.js';

const longestLine = longestCell * 8;
const placeOf = new Map<Column, number>(columns.map((column, place) => [column, place]));

/** One JSON object a line, its keys named like the headings of a file; keys that are not ours are left aside. */
export async function* readNdjson(file: string, encoding: TextEncoding): AsyncGenerator<Batch> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const places = new Map<string, number>();
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  let rest = '';
  let number = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    if (rest.length > longestLine) throw tooLong(number + lines.length + 1);
    const rows = lines.map((line) => rowOf(line, ++number, places)).filter((row) => row !== undefined);
    if (rows.length > 0) yield { rows, bytesRead: source.bytesRead };
  }
  const last = rowOf(rest + decoder.decode(), ++number, places);
  if (last) yield { rows: [last], bytesRead: source.bytesRead };
}

function tooLong(row: number): Refused {
  return new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row, limit: longestLine }));
}

function rowOf(line: string, number: number, places: Map<string, number>): RawRow | undefined {
  if (line.length > longestLine) throw tooLong(number);
  if (line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return unreadable(number, line, (error as Error).message);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable(number, line, '{…}');
  const cells: Cell[] = [];
  cells.length = columns.length;
  for (const key in value) {
    const place = placeOfKey(key, places);
    if (place >= 0) cells[place] = cellOf((value as Record<string, unknown>)[key]);
  }
  return { number, cells };
}

function unreadable(number: number, line: string, what: string): RawRow {
  return { number, cells: [line.slice(0, 200)], fault: refuseRow('ROW_UNREADABLE', [], { what: what.slice(0, 200) }) };
}

function placeOfKey(key: string, places: Map<string, number>): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  const column = columnOfHeading(key);
  const place = column ? (placeOf.get(column) as number) : -1;
  // Made-up keys in every line would otherwise grow the map without end.
  if (places.size < 1_000) places.set(key, place);
  return place;
}

/** A number of more than 2⁵³ is not the one that was written any more; the reader of identifiers refuses it. */
function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
