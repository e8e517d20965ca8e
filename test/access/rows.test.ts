import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseRole, type SessionRole, sessionRoles } from '../../src/database/schema/row-security.js';
import { gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { cloneDatabase, type TestDatabase } from '../kit/gateway.js';
import { testSecret } from '../kit/secret.js';
import { published } from './published-tables.js';

/*
 * The last line: what the gateway's database role can do with every check in the resolvers out of the way. The session
 * is set as a request sets it, and then anything at all is tried, on every table that there is. A new table is tried
 * as soon as it exists; it is refused here unless it hides what belongs to others.
 */

/** Everybody's request may leave a row here, and nobody but their readers sees it again: the log and the outbox. */
const appended = ['event', 'text_message'];

/** Confidential even towards auditors: who objected, whole account numbers, and files on their way in. */
const confidential = [
  'contact_challenge',
  'identity_paper',
  'objection_attachment',
  'objection_filing',
  'payment_file',
  'upload',
  'upload_chunk',
];

/** The address to which an auditor has events sent is the auditor’s own, like a subscription. */
const followedByThemselves = ['webhook', 'webhook_delivery'];

/** Nobody but the gateway itself. */
const secrets = [
  'account_secret',
  'client_spending',
  'event_pending',
  'event_server',
  'invitation_scan',
  'feed_progress',
  'granted_thing',
  'migration',
  'oauth_state',
  'received_upload',
  'one_time_code',
  'outcome_progress',
  'revocation',
  'sandbox_time',
  'sign_in_failure',
];

const offices = ['PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR'];

const own = { account: randomUUID(), institution: randomUUID(), enterprise: randomUUID() };
const foreign = { account: randomUUID(), institution: randomUUID(), enterprise: randomUUID() };
type Owner = typeof own;

interface Column {
  name: string;
  type: string;
}

interface Table {
  name: string;
  columns: Column[];
  keys: string[];
}

let database: TestDatabase;
let gateway: pg.Client;
let tables: Table[];
beforeAll(async () => {
  database = await cloneDatabase();
  gateway = new pg.Client({ connectionString: gatewayAddress(database.ownerUrl, testSecret) });
  await gateway.connect();
  tables = await readTables();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  // Rows of two owners in every table, without the objects that they would refer to.
  await owner.query('set session_replication_role = replica');
  await dropChecks(owner);
  for (const table of tables) for (const whose of [own, foreign]) await insert(owner, table, whose);
  await owner.end();
});
afterAll(async () => {
  await gateway.end();
  await database.drop();
});

/** What a row says is of no matter here, only whose it is. */
async function dropChecks(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ statement: string }>(`
    select format('alter table %I drop constraint %I', relname, conname) as statement
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where contype = 'c' and pg_class.relnamespace = 'public'::regnamespace`);
  for (const { statement } of rows) await owner.query(statement);
}

async function readTables(): Promise<Table[]> {
  return database.sql<Table & pg.QueryResultRow>(`
    select relname as name,
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null)) order by attnum)
        from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select json_agg(attname) from pg_attribute join pg_index on indrelid = attrelid and indisprimary
        where attrelid = pg_class.oid and attnum = any(indkey)) as keys
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migration'
    order by relname`);
}

let serial = 1_000_000;

/** Something that the column takes, and no other row has. */
function valueOf(table: Table, { name, type }: Column, whose: Owner): unknown {
  const owners: Record<string, string> = {
    account_id: whose.account,
    institution_id: whose.institution,
    enterprise_id: whose.enterprise,
  };
  const subjects: Record<string, string> = { account: 'account', institution: 'institution', enterprise: 'enterprise' };
  if (name in owners) return owners[name];
  if (name === 'id' && table.name in subjects) return whose[table.name as keyof Owner];
  serial += 1;
  if (type === 'uuid') return randomUUID();
  if (/^(smallint|integer|bigint|numeric)$/.test(type)) return type === 'numeric' ? 0 : serial;
  if (type === 'boolean') return false;
  if (type === 'xid8') return String(serial);
  if (type.startsWith('timestamp')) return new Date();
  if (type === 'date') return new Date(Date.UTC(2000, 0, serial % 10_000)).toISOString().slice(0, 10);
  if (type === 'jsonb' || type === 'json') return '{}';
  if (type.endsWith('[]')) return [];
  if (type === 'bytea') return Buffer.from('x');
  return `row ${serial}`;
}

async function insert(client: pg.Client, table: Table, whose: Owner): Promise<void> {
  const names = table.columns.map(({ name }) => `"${name}"`);
  const places = names.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into "${table.name}" (${names.join(', ')}) overriding system value values (${places.join(', ')})`,
    table.columns.map((column) => valueOf(table, column, whose)),
  );
}

/** Runs a statement as a request of this role would, and takes it back; returns its count, or that it was refused. */
async function attempt(role: string, work: () => Promise<number>): Promise<number | 'refused'> {
  const subject = { INSURER: own.institution, ENTERPRISE: own.enterprise }[role] ?? '';
  await gateway.query('begin');
  try {
    await gateway.query(
      `select set_config('mianshen.role', $1, true), set_config('mianshen.account', $2, true),
        set_config('mianshen.subject', $3, true), set_config('role', $4, true)`,
      [role, role === 'PUBLIC' ? '' : own.account, subject, role ? databaseRole(role as SessionRole) : 'none'],
    );
    return await work();
  } catch (error) {
    // Insufficient privilege, for the table or for the row; anything else is a fault of this test.
    if ((error as { code?: string }).code !== '42501') throw error;
    return 'refused';
  } finally {
    await gateway.query('rollback');
  }
}

const count = (table: Table, where: string) => async () => {
  const { rows } = await gateway.query<{ count: string }>(`select count(*) from "${table.name}" where ${where}`);
  return Number(rows[0]?.count);
};

const ownerColumns = (table: Table): [string, keyof Owner][] =>
  (['account', 'institution', 'enterprise'] as const).flatMap((noun): [string, keyof Owner][] => [
    ...(table.columns.some(({ name }) => name === `${noun}_id`) ? [[`${noun}_id`, noun] as [string, keyof Owner]] : []),
    ...(table.name === noun ? [['id', noun] as [string, keyof Owner]] : []),
  ]);

/** The rows that have nothing of the session's own in them. */
function foreignRows(table: Table): string {
  const columns = ownerColumns(table);
  return columns.length === 0 ? 'true' : columns.map(([column, noun]) => `"${column}" <> '${own[noun]}'`).join(' and ');
}

function ownRows(table: Table, noun: keyof Owner): string | undefined {
  const column = ownerColumns(table).find(([, of]) => of === noun)?.[0];
  return column && `"${column}" = '${own[noun]}'`;
}

const none = (result: number | 'refused') => result === 'refused' || result === 0;
const small = ['PUBLIC', 'INSURER', 'ENTERPRISE'];

/** Every table for which `broken` answers true. */
async function those(broken: (table: Table) => Promise<boolean>, except: string[] = []): Promise<string[]> {
  const found = [];
  for (const table of tables) if (!except.includes(table.name) && (await broken(table))) found.push(table.name);
  return found;
}

test.each(small)('%s reads no row of another, in any table', async (role) => {
  const leaking = await those(async (table) => !none(await attempt(role, count(table, foreignRows(table)))), published);
  expect(leaking).toEqual([]);
});

test.each([...small, 'AUDITOR'])('%s changes no row of another, in any table', async (role) => {
  const open = await those(async (table) => {
    const column = `"${table.columns.at(-1)?.name}"`;
    const change = `update "${table.name}" set ${column} = ${column} where ${foreignRows(table)}`;
    return !none(await attempt(role, async () => (await gateway.query(change)).rowCount ?? 0));
  });
  expect(open).toEqual([]);
});

test.each([...small, 'AUDITOR'])('%s deletes no row of another, in any table', async (role) => {
  const open = await those(async (table) => {
    const removal = `delete from "${table.name}" where ${foreignRows(table)}`;
    return !none(await attempt(role, async () => (await gateway.query(removal)).rowCount ?? 0));
  });
  expect(open).toEqual([]);
});

test.each([...small, 'AUDITOR'])('%s writes no row for another, in any table', async (role) => {
  const writable = await those(
    async (table) => {
      return !none(
        await attempt(role, async () => {
          await insert(gateway, table, foreign);
          return 1;
        }),
      );
    },
    role === 'AUDITOR' ? [] : appended,
  );
  expect(writable).toEqual([]);
});

test('AUDITOR changes nothing, not even rows without an owner', async () => {
  const changed = await those(async (table) => {
    const column = `"${table.columns.at(-1)?.name}"`;
    const change = `update "${table.name}" set ${column} = ${column}`;
    return !none(await attempt('AUDITOR', async () => (await gateway.query(change)).rowCount ?? 0));
  }, followedByThemselves);
  expect(changed).toEqual([]);
});

test('no role reads a secret, not even its own: only the gateway does', async () => {
  const read = [];
  for (const role of [...small, ...offices]) {
    for (const table of tables.filter(({ name }) => secrets.includes(name))) {
      if (!none(await attempt(role, count(table, 'true')))) read.push(`${role} ${table.name}`);
    }
  }
  expect(read).toEqual([]);
});

test('without a session only published rows are readable', async () => {
  const read = await those(async (table) => !none(await attempt('', count(table, foreignRows(table)))), published);
  expect(read).toEqual([]);
});

test('an AUDITOR reads everything but secrets and other people’s keys', async () => {
  const unseen = await those(
    async (table) => none(await attempt('AUDITOR', count(table, 'true'))),
    // What was answered to somebody, and copies of what they read.
    [...secrets, ...confidential, 'idempotency_record', 'list_export_part'],
  );
  expect(unseen).toEqual([]);
});

test('the check is not empty: each role sees its own rows', async () => {
  const [insurers, enterprises] = [[] as string[], [] as string[]];
  for (const table of tables) {
    const [byInstitution, byEnterprise] = [ownRows(table, 'institution'), ownRows(table, 'enterprise')];
    if (byInstitution && !none(await attempt('INSURER', count(table, byInstitution)))) insurers.push(table.name);
    if (byEnterprise && !none(await attempt('ENTERPRISE', count(table, byEnterprise)))) enterprises.push(table.name);
  }
  expect(insurers).toEqual(
    expect.arrayContaining(['institution', 'machine_credential', 'policy', 'policy_document', 'submission', 'event']),
  );
  expect(insurers).toEqual(
    expect.arrayContaining(['policy_exclusion', 'spot_check_item', 'spot_check_member', 'spot_check_stratum']),
  );
  expect(enterprises).toEqual(
    expect.arrayContaining([
      'bank_account',
      'claim',
      'enterprise',
      'enterprise_binding',
      'policy',
      'policy_exclusion',
      'event',
    ]),
  );
});

test('an institution reads no finding about its policies before it is confirmed', async () => {
  const findings = tables.find(({ name }) => name === 'spot_check_finding') as Table;
  const seen = count(findings, `institution_id = '${own.institution}'`);
  expect(await attempt('INSURER', seen)).toBe(0);
  expect(await attempt('REGULATOR', seen)).toBe(1);
});

test.each(['PLATFORM', 'FINANCE'])(
  '%s neither excludes a policy for a spot check nor lifts an exclusion',
  async (role) => {
    const exclusions = tables.find(({ name }) => name === 'policy_exclusion') as Table;
    const fail = `insert into policy_exclusion (policy_id, institution_id, enterprise_id, reason, explanation, source,
    excluded_at) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'FAILED_SPOT_CHECK', '', '', now())`;
    expect(await attempt(role, async () => (await gateway.query(fail)).rowCount ?? 0)).toBe('refused');
    const lift = `update ${exclusions.name} set lifted_at = now()`;
    expect(await attempt(role, async () => (await gateway.query(lift)).rowCount ?? 0)).toBe(0);
  },
);

/** Whether the gateway's role may do something with each relation outside PostgreSQL's own schemas. */
const relations = (condition: string) =>
  database.sql<{ name: string }>(`
    select relnamespace::regnamespace || '.' || relname as name from pg_class
    where relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast') and ${condition}
    order by 1`);

test('there is no way around row security: no view with rights of its own, no other schema, no truncation, no sequence, no right to create', async () => {
  const may = (...rights: string[]) =>
    rights.map((right) => `has_table_privilege('mianshen_gateway', oid, '${right}')`).join(' or ');
  const guarded = `relkind = 'r' and relrowsecurity or relkind = 'v' and reloptions @> '{security_invoker=true}'`;
  const unguarded = `relkind in ('r', 'p', 'v', 'm', 'f') and (${guarded}) is not true`;
  expect(await relations(`${unguarded} and (${may('select', 'insert', 'update', 'delete')})`)).toEqual([]);
  const tables = `relkind in ('r', 'p', 'v', 'm', 'f')`;
  expect(await relations(`${tables} and (${may('truncate', 'references', 'trigger')})`)).toEqual([]);
  const advanced = `case when relkind = 'S' then has_sequence_privilege('mianshen_gateway', oid, 'usage, select, update') end`;
  expect(await relations(advanced)).toEqual([]);
  const [rights] = await database.sql(`
    select has_schema_privilege('mianshen_gateway', 'public', 'create') as creates,
      has_schema_privilege('mianshen_gateway', 'feed', 'usage') as feed,
      (select count(*)::int from pg_auth_members where member = 'mianshen_gateway'::regrole) as memberships`);
  expect(rights).toEqual({ creates: false, feed: false, memberships: 0 });
});

test('the role that the gateway connects as may take the role of a session, and has no right of its own', async () => {
  const memberships = await database.sql<{ name: string }>(`
    select roleid::regrole::text as name from pg_auth_members
    where member = 'mianshen_login'::regrole and set_option and not inherit_option order by name`);
  expect(memberships.map(({ name }) => name)).toEqual(sessionRoles.map(databaseRole).toSorted());
  const [login] = await database.sql(`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit from pg_roles where rolname = 'mianshen_login'`);
  expect(login).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolinherit: false,
  });
  const readable = await relations(
    `relkind in ('r', 'v') and has_table_privilege('mianshen_login', oid, 'select, insert, update, delete')`,
  );
  expect(readable).toEqual([]);
});

test('each role has one plain condition on a table for each command', async () => {
  const several = await database.sql<{ name: string }>(`
    select concat_ws(' ', tablename, cmd, role) as name
    from pg_policies cross join lateral unnest(roles) as role
    where schemaname = 'public' group by tablename, cmd, role having count(*) > 1 or role = 'public' order by 1`);
  expect(several.map(({ name }) => name)).toEqual([]);
});

test('COPY sees the same rows, and writes none past row security', async () => {
  const table = tables.find(({ name }) => name === 'policy') as Table;
  await expect(
    attempt('INSURER', async () => {
      const { rowCount } = await gateway.query(`copy (select 1 from policy where ${foreignRows(table)}) to stdout`);
      return rowCount ?? 0;
    }),
  ).resolves.toBe(0);
  // 0A000: COPY FROM is not supported with row security.
  await expect(attempt('INSURER', async () => Number(await gateway.query('copy policy from stdin')))).rejects.toThrow(
    expect.objectContaining({ code: '0A000' }),
  );
});

test('functions that run with the owner’s rights are listed, fix their search path, and only the gateway may call them', async () => {
  const functions = await database.sql<{ name: string; path: boolean; anybody: boolean }>(`
    select proname as name, 'search_path=public, pg_temp' = any(coalesce(proconfig, '{}')) as path,
      has_function_privilege('mianshen_feed', oid, 'execute') and prorettype <> 'trigger'::regtype as anybody
    from pg_proc where prosecdef and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    order by 1`);
  expect(functions).toEqual(
    // Each answers or does one thing that no single row of somebody's would: entering companies by their codes, finding
    // what another insurer's policies or the register say of one's own, sealing the log. A city's bureau gets no row of a
    // company of its city, only what the company lacks and sums; the code beside a name is in the public register.
    [
      'check_coinsured_shares',
      'city_changed',
      'city_claims',
      'city_companies',
      'city_progress',
      'city_standing',
      'coinsured_shares',
      'companies_lacking',
      'companies_named',
      'companies_with_words',
      'company_standing',
      'earlier_insurance',
      'enterprises_by_code',
      'event_position_at',
      'flag_policies',
      'forget_insured_company',
      'institution_named',
      'is_event_position',
      'keep_incomplete',
      'keep_insured_companies',
      'last_event_position',
      'lists_of_policies',
      'missing_documents',
      'next_list',
      'note_events',
      'papers_attached',
      'policies_without_papers',
      'refresh_statistics',
      'registered_facts_changed',
      'registered_names',
      'required_papers_changed',
      'seal_events',
      'settled_policies',
      'take_city',
      'take_registered_facts',
    ].map((name) => ({ name, path: true, anybody: false })),
  );
});
