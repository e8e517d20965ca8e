import type { SchemaElement } from 'hyparquet';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { parseYuan } from '../../kernel/values/money.js';
import type { Column } from '../export-document.js';
import { valueAt } from './write-rows.js';

/** How a scalar of the schema is stored, exactly and readable for every Parquet reader. */
interface Stored {
  element: Omit<SchemaElement, 'name'>;
  write: (value: unknown) => unknown;
}

const asText: Stored = {
  element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  write: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
};

const stored: Record<string, Stored> = {
  Int: { element: { type: 'INT32' }, write: (value) => value },
  Boolean: { element: { type: 'BOOLEAN' }, write: (value) => value },
  // Whole fen, so that no float is used for an amount.
  Money: {
    element: { type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 },
    write: (value) => parseYuan(String(value)),
  },
  Date: {
    element: { type: 'INT32', converted_type: 'DATE' },
    write: (value) => new Date(`${String(value)}T00:00:00Z`),
  },
  DateTime: {
    element: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    write: (value) => new Date(String(value)),
  },
};

/** Writes the rows of an export, which arrive as lines of JSON, in groups, so that they are never all in memory. */
export async function writeParquet(file: string, columns: Column[], parts: AsyncIterable<string>): Promise<void> {
  const named = columns.map(({ path, scalar }) => ({ name: path.join('.'), path, ...(stored[scalar] ?? asText) }));
  const elements = named.map(({ name, element }) => ({ name, repetition_type: 'OPTIONAL' as const, ...element }));
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: rowsOf(parts, named),
    rowGroupSize: 20_000,
    columns: named.map(({ name }) => ({ name })),
    schema: [{ name: 'root', num_children: elements.length }, ...elements],
  });
}

async function* rowsOf(
  parts: AsyncIterable<string>,
  columns: { name: string; path: string[]; write: Stored['write'] }[],
) {
  for await (const part of parts) {
    for (const line of part.split('\n').filter(Boolean)) {
      const row = JSON.parse(line) as Record<string, unknown>;
      yield Object.fromEntries(
        columns.map(({ name, path, write }) => {
          const value = valueAt(row, path) ?? null;
          return [name, value === null ? null : write(value)];
        }),
      );
    }
  }
}
