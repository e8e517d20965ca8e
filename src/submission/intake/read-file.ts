import { Refused } from '../../kernel/refusal.js';
import { columns } from './columns.js';
import { type FileFormat, tellEncoding } from './file-format.js';
import { findHeadings, headingRowsSearched, type Layout, layoutOf } from './headings.js';
import { refuseFile } from './intake.refusals.js';
import type { Batch, RawRow } from './raw-row.js';
import { readCsv } from './read-csv.js';
import { readNdjson } from './read-ndjson.js';
import { readXlsx } from './read-xlsx.js';

/** Reads a file row by row in bounded memory: its headings first, then batches of what stands below them. */
export async function readFileRows(
  file: string,
  format: FileFormat,
): Promise<{ layout: Layout; batches: AsyncIterable<Batch> }> {
  if (format === 'NDJSON') {
    const layout = layoutOf(columns.map(({ key }) => key));
    return { layout, batches: readNdjson(file, await tellEncoding(file)) };
  }
  const batches = format === 'XLSX' ? readXlsx(file) : readCsv(file, await tellEncoding(file));
  return separateHeadings(batches);
}

async function separateHeadings(batches: AsyncGenerator<Batch>) {
  const held: Batch[] = [];
  const first: RawRow[] = [];
  while (first.length <= headingRowsSearched) {
    const next = await batches.next();
    if (next.done) break;
    held.push(next.value);
    first.push(...next.value.rows);
  }
  if (first.length === 0) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
  const { layout, skip } = findHeadings(first.slice(0, headingRowsSearched + 1).map(({ cells }) => cells));
  return { layout, batches: below(held, batches, skip) };
}

async function* below(held: Batch[], rest: AsyncGenerator<Batch>, skip: number): AsyncGenerator<Batch> {
  let left = skip;
  for (const { rows, bytesRead } of held.splice(0)) {
    yield { rows: rows.slice(left), bytesRead };
    left = Math.max(0, left - rows.length);
  }
  yield* rest;
}
