import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vault } from '../../src/kernel/vault.js';
import { rotateColumn } from '../../src/database/schema/rotate-data-keys.js';
import { sealedColumns } from '../../src/modules.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { populate } from './populate.js';

const old = randomBytes(32);
const lookup = randomBytes(32);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({
    now: '2025-08-20T02:00:00Z',
    environment: { DATA_KEYS: `old:${old.toString('base64')}`, LOOKUP_KEY: lookup.toString('base64') },
  });
  await populate(gateway);
});
afterAll(() => gateway.stop());

test('every encrypted column of the database is declared', async () => {
  const columns = await gateway.sql<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and column_name like 'sealed\\_%' order by 1, 2`);
  expect(columns.map(({ table, column }) => [table, column])).toEqual(
    sealedColumns.map(({ table, column }) => [table, column]).toSorted(),
  );
});

/** No front-end has been let in, no papers of a person were sent, no list was imported or exported; all others have values. */
const emptyHere = [
  'identity_paper',
  'person_check',
  'oauth_state',
  'registered_company',
  'list_import_row',
  'list_import_failure',
  'list_export_part',
];

test('after a rotation the new key decrypts everything, and the old one nothing', async () => {
  const fresh = randomBytes(32);
  const client = new pg.Client({ connectionString: gateway.ownerUrl });
  await client.connect();
  const both = new Vault(
    [
      ['new', fresh],
      ['old', old],
    ],
    lookup,
  );
  const rotated: Record<string, number> = {};
  for (const { table, column, place } of sealedColumns) {
    rotated[table] = (rotated[table] ?? 0) + (await rotateColumn(client, both, table, column, place));
    expect(await rotateColumn(client, both, table, column, place)).toBe(0);
  }
  await client.end();
  expect(Object.keys(rotated).filter((table) => rotated[table] === 0)).toEqual(emptyHere);
  const alone = new Vault([['new', fresh]], lookup);
  for (const { table, column, place } of sealedColumns) {
    const rows = await gateway.sql<{ sealed: string }>(
      `select ${column} as sealed from ${table} where ${column} is not null`,
    );
    for (const { sealed } of rows) expect(alone.open(sealed, place)).not.toBe('');
  }
});
