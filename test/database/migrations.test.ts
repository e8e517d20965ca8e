import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entities } from '../../src/modules.js';
import { cloneDatabase, type TestDatabase } from '../kit/gateway.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('the migrations make what the entities say, row security included', async () => {
  const declared = await databaseOfEntities();
  try {
    expect(await shapeOf(database)).toEqual(await shapeOf(declared));
  } finally {
    await declared.drop();
  }
});

/** A database made from the entities alone: PostgreSQL writes both in its own words, so that they compare. */
async function databaseOfEntities(): Promise<TestDatabase> {
  const empty = await cloneDatabase('template1');
  // The shape of packed values is the migrations' alone.
  await empty.sql(`create type listed_qualification as (); create type counted_policy as ();
    create function bigrams(text) returns text[] language sql immutable as 'select array[$1]'`);
  const orm = await MikroORM.init({
    entities,
    clientUrl: empty.ownerUrl,
    metadataProvider: ReflectMetadataProvider,
  });
  await orm.schema.create();
  await orm.close(true);
  return empty;
}

async function shapeOf({ sql }: TestDatabase): Promise<string[]> {
  const rows = await sql<{ line: string }>(`
    select concat_ws(' ', table_name, column_name, data_type, udt_name, numeric_precision, numeric_scale, is_nullable,
      column_default, identity_generation) as line
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_name <> 'migration' and table_type = 'BASE TABLE'
    union all
    select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'migration'
    union all
    select concat_ws(' ', 'policy', tablename, policyname, permissive, cmd, 'to', roles, 'using', qual, 'check', with_check)
    from pg_policies where schemaname = 'public'
    order by 1`);
  return rows.map(({ line }) => line);
}

test('every table has row security, but those that hold nothing of anybody', async () => {
  const open = await database.sql<{ relname: string }>(`
    select relname from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity order by relname`);
  expect(open.map(({ relname }) => relname)).toEqual(['migration']);
});

test('the gateway’s role can neither bypass row security nor change what happened', async () => {
  const [role] = await database.sql(`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'mianshen_gateway'`);
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
  const changeable = await database.sql<{ name: string }>(`
    select table_name || ' ' || privilege_type as name from information_schema.table_privileges
    where grantee = 'mianshen_gateway' and table_name in ('event', 'event_seal', 'event_pending', 'recipient',
      'notice_release') and privilege_type not in ('SELECT', 'INSERT')`);
  expect(changeable).toEqual([]);
});

test('of what was published, filed, ordered or asked back, it writes only what a later step fills in or raises', async () => {
  const rows = await database.sql<{ name: string; columns: string[] }>(`
    select table_name as name, array_agg(column_name::text order by column_name) as columns
    from information_schema.column_privileges
    where grantee = 'mianshen_gateway' and privilege_type = 'UPDATE'
      and table_name in ('publicity_notice', 'objection', 'recovery', 'payment_line')
    group by 1 order by 1`);
  expect(Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))).toEqual({
    objection: ['decided_by', 'ended_at', 'reason', 'reminded_at', 'status', 'version'],
    payment_line: ['bank_reference', 'reason', 'settled_at', 'status'],
    publicity_notice: ['closed_at', 'status', 'version'],
    recovery: ['amount', 'closed_at', 'repaid', 'repay_by', 'status', 'version'],
  });
  const deletable = await database.sql<{ name: string }>(`
    select table_name as name from information_schema.table_privileges
    where grantee = 'mianshen_gateway' and privilege_type in ('DELETE', 'TRUNCATE') and table_name in ('publicity_notice',
      'notice_release', 'recipient', 'objection', 'objection_filing', 'objection_attachment', 'claim_application',
      'payment_batch', 'payment_line', 'payment_file', 'recovery', 'repayment', 'event', 'event_seal')`);
  // Only before its objection is filed: the row policy says so (test/publicity/objection-attachments.test.ts).
  expect(deletable).toEqual([{ name: 'objection_attachment' }]);
});
