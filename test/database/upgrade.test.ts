import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMigration } from '../../src/database/schema/compatibility/check-migration.js';
import { migrate, requireExpanding, requireMigrated } from '../../src/database/schema/migrate.js';
import { openClient } from '../../src/database/connections/connections.js';
import { connectGateway, type Database } from '../../src/database/database.js';
import { gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { type Gateway, startGateway } from '../../src/gateway/gateway.js';
import { entities } from '../../src/modules.js';
import { SubmitPoliciesDocument } from '../generated/graphql.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { ApiClient } from '../kit/client.js';
import { testSecret } from '../kit/secret.js';
import { arrangeEnterprise, arrangeInsurer, type Person, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

test('every migration after the first is compatible with the version before', async () => {
  await expect(requireExpanding()).resolves.toBeUndefined();
});

test.each([
  ['drop table claim;', 'drops'],
  ['alter table claim drop column status;', 'column status'],
  ['alter table claim rename column status to state;', 'old name'],
  ['alter table claim rename to claims;', 'old name'],
  ['alter table claim add column reason text not null;', 'give it a default'],
  ['alter table claim alter column status type integer using 1;', 'type of status'],
  ['alter table claim alter column status set not null;', 'as null'],
  ['alter table claim alter column status drop default;', 'default of status'],
  ['create index claim_status on claim (status);', 'concurrently'],
  ['alter table claim add constraint positive check (version > 0);', 'not valid'],
  ['alter table claim add unique (programme_id);', 'using index'],
  ['alter table claim add column n bigint generated always as identity;', 'rewritten under a lock'],
  ['do $$ begin execute $x$drop table claim$x$; end $$;', 'plain statements'],
  ['revoke select on claim from mianshen_gateway;', 'right'],
  ['revoke execute on function sees_region(text) from public;', 'right'],
  [
    'create function extra(n int) returns int language sql as $$ select n $$; revoke all on function extra(text) from public;',
    'right',
  ],
  [`update claim set status = 'OPEN';`, 'in batches'],
  [`with gone as (delete from claim returning id) insert into event_pending select id from gone;`, 'in batches'],
  [`-- in batches\nupdate claim set status = 'OPEN';`, 'with a `limit`'],
  ['-- in batches\ncreate table extra (id uuid primary key);', 'with a `limit`'],
  ['alter table claim add column drawn uuid not null default gen_random_uuid();', 'default of drawn'],
  ['alter table claim set unlogged;', 'rewrites all of it'],
  ['vacuum claim;', 'only `analyze`'],
  ['vacuum analyze claim;', 'only `analyze`'],
  ['analyze;', 'only `analyze`'],
  ['-- without a transaction\ncreate index concurrently a on claim (status); select 1;', 'file of its own'],
  ['-- contract: nothing reads it since 0.2\ncreate index claim_status on claim (status);', 'concurrently'],
])('%s is refused: %s', async (sql, reason) => {
  expect((await checkMigration(sql)).map(({ fault }) => fault)).toEqual([expect.stringContaining(reason)]);
});

test.each([
  'alter table claim add column reason text;',
  `alter table claim add column kind text not null default 'USUAL';`,
  'create table extra (id uuid primary key, name text not null); create index on extra (name); alter table extra add unique (name);',
  '-- without a transaction\ncreate index concurrently claim_status on claim (status);',
  'create function extra(n int) returns int language sql as $$ select n $$; revoke all on function extra(int) from public;',
  'alter table claim add constraint positive check (version > 0) not valid;',
  'alter table claim validate constraint positive;',
  'drop index claim_status;',
  'create statistics claim_states (mcv) on programme_id, status from claim; analyze claim;',
  'alter table claim add column seen_at timestamptz not null default now();',
  `create table extra (id uuid primary key, n int); update extra set n = 1;`,
  `-- in batches\nupdate claim set status = 'OPEN' where id in (select id from claim where status = 'X' limit 1000);`,
  'drop policy if exists reading on claim; create policy reading on claim using (true);',
  '-- contract: nothing reads it since 0.2\nalter table claim drop column reason;',
])('%s is accepted', async (sql) => {
  expect(await checkMigration(sql)).toEqual([]);
});

test('an incompatible statement is reported with its line', async () => {
  const sql = '-- 企业\nalter table claim add column a text;\n\n-- Gone.\ndrop table claim;\n';
  expect(await checkMigration(sql)).toMatchObject([{ line: 5 }]);
});

let old: TestGateway;
let insurer: Person;
let folder: string;
let database: Database | undefined;
let newer: Gateway | undefined;

beforeAll(async () => {
  old = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(old);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-migrations-'));
  fs.cpSync('migrations', folder, { recursive: true });
});
afterAll(async () => {
  await newer?.stop();
  await database?.close();
  await old.stop();
  fs.rmSync(folder, { recursive: true });
});

let pushes = 0;

/** A push and a read through a gateway; the push uses statements that the connections have prepared. */
async function work(url: string): Promise<number> {
  const client = new ApiClient(url, insurer.token);
  const company = await arrangeEnterprise(old, { name: `升级第${(pushes += 1)}科技有限公司` });
  const { submitPolicies } = await client.get(SubmitPoliciesDocument, {
    input: {
      programme: programmeCode,
      rows: [policyRow(company)],
      errorPolicy: 'REJECT_ALL',
      dryRun: false,
      idempotencyKey: `upgrade-${pushes}`,
    },
  });
  expect(submitPolicies.userErrors).toEqual([]);
  const { policies } = await client.get<{ policies: { nodes: object[] } }, object>(
    '{ policies(first: 100) { nodes { id status enterprise { name } } } }',
    {},
  );
  return policies.nodes.length;
}

test('the old and the new gateway work side by side over a migration', async () => {
  for (let round = 0; round < 5; round += 1) await work(old.url);
  // Made up, for this test alone.
  fs.writeFileSync(
    path.join(folder, '0002-2027-01-15-made-up.sql'),
    `alter table policy add column made_up text;
     alter table policy add column made_up_kind text not null default 'USUAL';
     create table made_up (id uuid primary key, name text not null);
     alter table made_up enable row level security, force row level security;`,
  );
  fs.writeFileSync(
    path.join(folder, '0003-2027-01-15-made-up-index.sql'),
    '-- without a transaction\ncreate index concurrently made_up_kind on policy (made_up_kind);',
  );
  fs.writeFileSync(
    path.join(folder, '0003-2027-01-15-made-up-rows.sql'),
    `-- in batches
update policy set made_up = 'filled' where id in (select id from policy where made_up is null limit 2);`,
  );
  const ended = new AbortController();
  const migrating = migrate(old.ownerUrl, folder).finally(() => ended.abort());
  let meanwhile = await work(old.url);
  while (!ended.signal.aborted) meanwhile = await work(old.url);
  expect(await migrating).toEqual([
    '0002-2027-01-15-made-up',
    '0003-2027-01-15-made-up-index',
    '0003-2027-01-15-made-up-rows',
  ]);
  expect(await old.sql(`select indisvalid from pg_index where indexrelid = 'made_up_kind'::regclass`)).toEqual([
    { indisvalid: true },
  ]);

  const [filled] = await old.sql<{ count: string }>(`select count(*) from policy where made_up = 'filled'`);
  expect(Number(filled?.count)).toBeGreaterThanOrEqual(5);

  // A gateway that starts now, of either version, finds nothing to do.
  expect(await migrate(old.ownerUrl, folder)).toEqual([]);
  expect(await migrate(old.ownerUrl)).toEqual([]);
  await requireMigrated(old.ownerUrl);
  database = await connectGateway(gatewayAddress(old.ownerUrl, testSecret), old.config, entities);
  newer = await startGateway(old.config, database, old.clock);
  expect(await work(newer.url)).toBe(meanwhile + 1);
  expect(await work(old.url)).toBe(meanwhile + 2);
  expect(await old.sql(`select distinct made_up_kind from policy`)).toEqual([{ made_up_kind: 'USUAL' }]);
});

test('an index whose creation was interrupted is created again', async () => {
  const file = (name: string, sql: string) =>
    fs.writeFileSync(path.join(folder, `0003-2027-01-16-${name}.sql`), `-- without a transaction\n${sql}`);
  const index = () =>
    old.sql(`select indisvalid from pg_index join pg_class on pg_class.oid = indexrelid where relname = 'interrupted'`);
  const building = `from pg_stat_activity where query like '%index concurrently interrupted%' and pid <> pg_backend_pid()`;
  file('create', 'create index concurrently interrupted on policy (made_up, id);');
  const reader = openClient({ connectionString: old.ownerUrl });
  await reader.connect();
  // The index waits for all who wrote the table before.
  await reader.query('begin; lock table policy in row exclusive mode');
  const migrating = expect(migrate(old.ownerUrl, folder)).rejects.toThrow('terminat');
  await eventually(async () => (await index()).length > 0, 'the index is begun');
  await old.sql(`select pg_terminate_backend(pid) ${building}`);
  await migrating;
  await reader.end();
  expect(await index()).toEqual([{ indisvalid: false }]);

  expect(await migrate(old.ownerUrl, folder)).toEqual(['0003-2027-01-16-create']);
  expect(await index()).toEqual([{ indisvalid: true }]);

  // A gateway may also end when the work is done and not recorded yet.
  file('drop', 'drop index concurrently interrupted;');
  const [create, drop] = ['0003-2027-01-16-create', '0003-2027-01-16-drop'] as const;
  expect(await migrate(old.ownerUrl, folder)).toEqual([drop]);
  for (const unrecorded of [[drop], [create, drop]]) {
    await old.sql('delete from migration where name = any($1)', [unrecorded]);
    expect(await migrate(old.ownerUrl, folder)).toEqual(unrecorded);
    expect(await index()).toEqual([]);
  }
});

test('a migration that the old gateway could not work with is refused before anything is changed', async () => {
  fs.writeFileSync(path.join(folder, '0004-2027-02-01-good.sql'), 'alter table policy add column later text;');
  fs.writeFileSync(path.join(folder, '0005-2027-02-01-bad.sql'), 'alter table policy drop column made_up;');
  await expect(migrate(old.ownerUrl, folder)).rejects.toThrow('0005-2027-02-01-bad.sql:1: the version before may use');
  expect(await old.sql(`select 1 from information_schema.columns where column_name = 'later'`)).toEqual([]);
});

test('a gateway that does not migrate itself does not start before the migrations', async () => {
  await old.sql(`delete from migration where name like '9000%'`);
  await expect(requireMigrated(old.ownerUrl)).rejects.toThrow(/9000-.*\n.*npm run migrate/);
});
