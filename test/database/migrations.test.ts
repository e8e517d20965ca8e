import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/database/connections/connections.js';
import { startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { ensureGatewayRole } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { borrowOwnerRights, giveUpOwnerRights } from '../../src/database/schema/owner-rights.js';
import { entities } from '../../src/modules.js';
import { testSecret } from '../kit/secret.js';
import { cloneDatabase, type TestDatabase } from '../kit/gateway.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('the migrations create what the entities declare, row security included', async () => {
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
    create function name_parts(text) returns text[] language sql immutable as 'select array[$1]'`);
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

/** Read by the owner before anything else, when it looks for migrations that are to run. */
const withoutRowSecurity = ['migration'];

test('every table has row security that applies to its owner too', async () => {
  const open = await database.sql<{ relname: string }>(`
    select relname from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and not (relrowsecurity and relforcerowsecurity) order by relname`);
  expect(open.map(({ relname }) => relname)).toEqual(withoutRowSecurity);
});

test('what runs with rights of its own belongs to a role that owns no table and cannot log in', async () => {
  const ofOthers = await database.sql<{ name: string }>(`
    select oid::regprocedure::text as name from pg_proc
    where prosecdef and pronamespace = 'public'::regnamespace and proowner <> 'mianshen_definer'::regrole
    union all
    select oid::regclass::text from pg_class
    where relkind in ('v', 'm') and relnamespace::regnamespace::text in ('public', 'feed')
      and relowner <> 'mianshen_definer'::regrole and not 'security_invoker=true' = any (coalesce(reloptions, '{}'))`);
  expect(ofOthers).toEqual([]);
  const [role] = await database.sql(`
    select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
      (select count(*)::int from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p')) as tables,
      has_schema_privilege(oid, 'public', 'create') as creates
    from pg_roles where rolname = 'mianshen_definer'`);
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcanlogin: false,
    rolcreaterole: false,
    rolcreatedb: false,
    tables: 0,
    creates: false,
  });
});

test(
  'an owner who is no superuser sees rows only while it migrates, and migrates twice',
  { timeout: 120_000 },
  async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-owner-'));
    fs.chmodSync(folder, 0o755);
    const own = await startEmbeddedServer(folder, ['fsync=off']);
    const admin = openClient({ connectionString: own.url('postgres') });
    await admin.connect();
    await admin.query(`create role plain login createrole password 'plain'`);
    await admin.query('create database mianshen owner plain');
    await admin.end();
    const url = Object.assign(new URL(own.url('mianshen')), { username: 'plain', password: 'plain' }).toString();
    const owner = openClient({ connectionString: url });
    try {
      await ensureGatewayRole(url, testSecret);
      await migrate(url);
      await owner.connect();
      const rows = async () => (await owner.query('select count(*)::int as count from outcome_progress')).rows[0].count;
      expect(await rows(), 'held').toBe(0);
      await borrowOwnerRights((sql) => owner.query(sql));
      expect(await rows(), 'at work').toBeGreaterThan(0);
      await giveUpOwnerRights((sql) => owner.query(sql));
      expect(await rows(), 'held again').toBe(0);
      await ensureGatewayRole(url, testSecret);
      await migrate(url);
    } finally {
      await owner.end();
      await own.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
);

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

test('of published, filed, ordered or recovered rows it updates only columns that a later step fills in or raises', async () => {
  const rows = await database.sql<{ name: string; columns: string[] }>(`
    select table_name as name, array_agg(column_name::text order by column_name) as columns
    from information_schema.column_privileges
    where grantee = 'mianshen_gateway' and privilege_type = 'UPDATE'
      and table_name in ('publicity_notice', 'objection', 'recovery', 'payment_line')
    group by 1 order by 1`);
  expect(Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))).toEqual({
    objection: ['decided_by', 'ended_at', 'reason', 'reminded_at', 'status', 'version'],
    // The check of its account before money is sent, who accepted a difference, and what the bank answered.
    payment_line: [
      'accepted_at',
      'accepted_by',
      'accepted_reason',
      'bank_reference',
      'hold',
      'payee_answer',
      'payee_attempts',
      'payee_check',
      'payee_checked_at',
      'payee_next_at',
      'reason',
      'settled_at',
      'status',
    ],
    publicity_notice: ['closed_at', 'status', 'version'],
    recovery: ['amount', 'closed_at', 'repaid', 'repay_by', 'status', 'version'],
  });
  const deletable = await database.sql<{ name: string }>(`
    select table_name as name from information_schema.table_privileges
    where grantee = 'mianshen_gateway' and privilege_type in ('DELETE', 'TRUNCATE') and table_name in ('publicity_notice',
      'notice_release', 'recipient', 'objection', 'objection_filing', 'objection_attachment', 'claim_application',
      'payment_batch', 'payment_line', 'payment_file', 'recovery', 'repayment', 'event', 'event_seal')`);
  // Only before its objection is filed: the row policy says so (test/objection/objection-attachments.test.ts).
  expect(deletable).toEqual([{ name: 'objection_attachment' }]);
});
