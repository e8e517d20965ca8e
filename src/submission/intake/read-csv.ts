import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refused } from '../../kernel/refusal.js';
import type { TextEncoding } from './file-format.js';
import { refuseFile } from './intake.refusals.js';
import { type Batch, longestCell, mostColumns, type RawRow } from './raw-row.js';

const batchSize = 2_000;

/** Reads CSV as spreadsheet programs write it: comma, semicolon or tab; quoted cells may hold line breaks. */
export async function* readCsv(file: string, encoding: TextEncoding): AsyncGenerator<Batch> {
  const source = createReadStream(file, { highWaterMark: 128 * 1024 });
  const parser = parse({
    delimiter: await tellDelimiter(file, encoding),
    bom: true,
    relax_column_count: true,
    max_record_size: longestCell * 8,
  });
  const decoded = encoding === 'utf-8' ? source : source.pipe(decoding(encoding));
  source.on('error', (error) => parser.destroy(error));
  decoded.pipe(parser);
  try {
    yield* batchesOf(parser, source);
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function* batchesOf(parser: Readable, source: { bytesRead: number }): AsyncGenerator<Batch> {
  let rows: RawRow[] = [];
  let number = 0;
  for await (const cells of parser as AsyncIterable<string[]>) {
    number += 1;
    if (cells.length > mostColumns) {
      throw new Refused(refuseFile('FILE_TOO_WIDE', ['file'], { row: number, limit: mostColumns }));
    }
    rows.push({ number, cells });
    if (rows.length >= batchSize) {
      yield { rows, bytesRead: source.bytesRead };
      rows = [];
    }
  }
  if (rows.length > 0) yield { rows, bytesRead: source.bytesRead };
}

function decoding(encoding: TextEncoding): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return new Transform({
    readableHighWaterMark: 256 * 1024,
    transform: (chunk: Buffer, _, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
    flush: (done) => done(null, Buffer.from(decoder.decode())),
  });
}

/** The one of comma, semicolon and tab that the first lines hold most of, outside quotes. */
async function tellDelimiter(file: string, encoding: TextEncoding): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16 * 1024), 0, 16 * 1024, 0);
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead)).replaceAll(/"[^"]*"/g, '');
    const counts = [',', ';', '\t'].map((mark) => ({ mark, count: text.split(mark).length }));
    return counts.toSorted((one, other) => other.count - one.count)[0]?.mark ?? ',';
  } finally {
    await handle.close();
  }
}

function refusalOf(error: CsvError): Refused {
  const row = Number(error['lines'] ?? 0);
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row, limit: longestCell }));
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new Refused(refuseFile('FILE_DAMAGED', ['file'], { where: `" (${row})` }));
  }
  return new Refused(refuseFile('FILE_MALFORMED', ['file'], { row, what: error.code }));
}
