import type { FileFormat } from '../../spreadsheet/file-format.js';
import type { Reading } from '../../spreadsheet/reading/read-spreadsheet.js';
import { CheckedRows } from '../rows/checked-rows.js';
import type { PolicyFileRow } from './policy-file.js';
import type { NotedRow } from './work/submission-work.sql.js';

/**
 * Rows of a chunk. With more rows, fewer pages of the indexes are visited twice; but the texts of a workbook are also
 * in memory.
 */
const chunkSizes: Record<FileFormat, number> = { NDJSON: 18_000, CSV: 18_000, XLSX: 5_000, ODS: 5_000 };

/**
 * A chunk with more characters than this is full, in texts or refusals: keeping and writing them takes the event loop
 * some milliseconds for each megabyte.
 */
const mostCharacters = 4 * 1024 * 1024;
const charactersOfRefusal = 200;

/** A part of a file whose rows were checked one by one and will be compared with all others. */
export class Chunk extends CheckedRows<PolicyFileRow> {
  bytesRead = 0;
  characters = 0;

  get from(): number {
    return this.rows[0]?.number ?? 0;
  }

  get to(): number {
    return this.rows.at(-1)?.number ?? 0;
  }

  /** How many rows without faults have a warning. */
  get warned(): number {
    return this.rows.filter(({ good, warnings }) => good && warnings.length > 0).length;
  }

  add(row: PolicyFileRow): void {
    this.rows.push(row);
    for (const text of row.sent) this.characters += text.length;
    this.characters += row.refusals.length * charactersOfRefusal;
  }

  lines(): string {
    let lines = '';
    for (const row of this.rows) if (row.good) lines += row.good.line;
    return lines;
  }

  /** The rows to be stored: failed rows complete, and rows with a warning. */
  noted(): NotedRow[] {
    return this.rows
      .filter(({ good, warnings }) => !good || warnings.length > 0)
      .map(({ number, rowKey, refusals, warnings, sent }) => ({ index: number, rowKey, refusals, warnings, sent }));
  }
}

/** Collects the checked rows of a file into chunks, without the first `skip` rows of data. */
export async function* chunksOf(
  { format, batches }: Pick<Reading<PolicyFileRow>, 'format' | 'batches'>,
  skip: number,
): AsyncGenerator<Chunk> {
  let left = skip;
  let chunk = new Chunk();
  for await (const { rows, bytesRead } of batches) {
    for (const row of rows) {
      if (left > 0) left -= 1;
      else chunk.add(row);
    }
    chunk.bytesRead = bytesRead;
    if (chunk.size >= chunkSizes[format] || chunk.characters > mostCharacters) {
      yield chunk;
      chunk = new Chunk();
    }
  }
  if (chunk.size > 0) yield chunk;
}
