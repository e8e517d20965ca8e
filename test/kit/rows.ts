import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from './gateway.js';

/** Values by type for columns that must have one. */
const fillers: Record<string, () => string> = {
  uuid: randomUUID,
  text: () => 'x',
  date: () => '2025-08-01',
  'timestamp with time zone': () => '2025-08-01T00:00:00Z',
  jsonb: () => '{}',
  boolean: () => 'false',
  ARRAY: () => '{}',
  integer: () => '1',
  bigint: () => '1',
  numeric: () => '0',
};

/** Inserts a row into a table without its triggers and foreign keys, and fills the other columns. */
export async function putRow(
  { sql }: Pick<TestDatabase, 'sql'>,
  table: string,
  values: Record<string, string | number | null>,
): Promise<void> {
  const columns = await sql<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and column_default is null
       and is_identity = 'NO' and is_generated = 'NEVER'`,
    [table],
  );
  const filled = Object.fromEntries(
    columns.map(({ name, type }) => [name, (fillers[type] ?? (() => expectKnown(type)))()]),
  );
  const row = Object.entries({ ...filled, ...values });
  const names = row.map(([name]) => pg.escapeIdentifier(name)).join(', ');
  const literals = row.map(([, value]) => (value === null ? 'null' : pg.escapeLiteral(String(value)))).join(', ');
  await sql(`begin; set local session_replication_role = replica;
    insert into ${pg.escapeIdentifier(table)} (${names}) values (${literals}); commit`);
}

function expectKnown(type: string): never {
  throw new Error(`test/kit/rows.ts has no value for a column of the type ${type}`);
}
