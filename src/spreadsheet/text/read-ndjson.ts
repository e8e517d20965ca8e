import { withoutMobileNumbers } from '../../kernel/values/mobile-number.js';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Cell } from '../cell.js';
import type { ColumnIndex } from '../column.js';
import { decodeText, readStreamOf } from './decode-text.js';
import type { TextEncoding } from '../file-format.js';
import { layoutOf } from '../headings.js';
import type { Batch, OpenFile } from '../reading/opened-file.js';
import { longestCell, type RawRow } from '../row-kind.js';
import { refuseCell, refuseFile } from '../spreadsheet.refusals.js';

const longestLine = longestCell * 8;

/** Opens NDJSON: one JSON object a line, with keys named like the headings of a file. Unknown keys are ignored. */
export function openNdjson(file: string, encoding: TextEncoding, index: ColumnIndex): OpenFile {
  const source = readStreamOf(file);
  const layout = layoutOf(
    index.columns.map(({ key }) => key),
    index,
  );
  const batches = batchesOf(decodeText(source, encoding), source, new LineReader(index));
  return { layout, skip: 0, batches, notes: () => [], close: () => source.destroy() };
}

async function* batchesOf(
  text: AsyncIterable<string>,
  source: { bytesRead: number },
  reader: LineReader,
): AsyncGenerator<Batch> {
  let rest = '';
  let number = 0;
  for await (const piece of text) {
    const whole = rest + piece;
    // The LF of this CR LF may begin the next chunk.
    const half = whole.endsWith('\r') ? '\r' : '';
    const lines = whole.slice(0, whole.length - half.length).split(/\r\n|\n|\r/);
    rest = (lines.pop() as string) + half;
    if (rest.length > longestLine) throw tooLong(number + lines.length + 1);
    const rows = lines.map((line) => reader.read(line, ++number)).filter((row) => row !== undefined);
    yield { rows, bytesRead: source.bytesRead };
  }
  const last = reader.read(rest, ++number);
  if (last) yield { rows: [last], bytesRead: source.bytesRead };
}

class LineReader {
  readonly #index: ColumnIndex;
  readonly #places = new Map<string, number>();

  constructor(index: ColumnIndex) {
    this.#index = index;
  }

  read(line: string, number: number): RawRow | undefined {
    if (line.length > longestLine) throw tooLong(number);
    if (line.trim() === '') return undefined;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      return unreadable(number, line, (error as Error).message);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable(number, line, '{…}');
    return this.#rowOf(value as Record<string, unknown>, line, number);
  }

  #rowOf(value: Record<string, unknown>, line: string, number: number): RawRow {
    const repeated = repeatedKey(value, line);
    if (repeated !== undefined) return unreadable(number, line, `${repeated} × 2`);
    const cells: Cell[] = [];
    cells.length = this.#index.columns.length;
    const keys = Object.keys(value);
    const known = keys.filter((key) => this.#placeOf(key) >= 0);
    // Without this, a row with only unknown keys would be skipped as blank.
    if (known.length === 0 && keys.length > 0) return unreadable(number, line, keys.slice(0, 5).join(', '));
    for (const key of known) {
      const place = this.#placeOf(key);
      if (isNested(value[key])) return unreadable(number, line, `${key}: ${JSON.stringify(value[key]).slice(0, 40)}`);
      if (cells[place] !== undefined) return unreadable(number, line, `${this.#index.columns[place]?.heading} × 2`);
      cells[place] = cellOf(value[key]);
    }
    return { number, cells };
  }

  #placeOf(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const column = this.#index.find(key);
    const place = column ? this.#index.columns.indexOf(column) : -1;
    // Otherwise a different unknown key in every line would let the map grow without limit.
    if (this.#places.size < 1_000) this.#places.set(key, place);
    return place;
  }
}

/**
 * Finds a repeated key. JSON.parse silently takes the last of two equal keys; in a flat object the count of keys shows
 * it.
 */
function repeatedKey(value: Record<string, unknown>, line: string): string | undefined {
  if (line.indexOf('{', line.indexOf('{') + 1) >= 0) return undefined;
  const keys = [...line.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?/g)].flatMap(([, key, colon]) => (colon ? [key] : []));
  if (keys.length === Object.keys(value).length) return undefined;
  return keys.find((key, at) => keys.indexOf(key) !== at);
}

function tooLong(row: number): Refused {
  return new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row, limit: longestLine }));
}

function unreadable(number: number, line: string, what: string): RawRow {
  const fault = refuseCell('ROW_UNREADABLE', [], { what: withoutMobileNumbers(what.slice(0, 200)) });
  return { number, cells: [line.slice(0, 200)], fault };
}

/** A list or an object is not a value of a cell. */
const isNested = (value: unknown) => typeof value === 'object' && value !== null;

/** A number above 2⁵³ loses digits when parsed; the reader of identifiers refuses it. */
function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  return String(value);
}
