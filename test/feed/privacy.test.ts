import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedAddress } from '../../src/database/schema/gateway-role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { testSecret } from '../kit/secret.js';
import { arrangeEnterprise, arrangeInsurer, arrangePapers, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { SubmitPoliciesDocument } from '../generated/graphql.js';

/** Everything that the feed's role may read, column by column. A new column is a decision, made here. */
const publicColumns: Record<string, string[]> = {
  notice: [
    'id',
    'global_id',
    'title',
    'status',
    'published_at',
    'closes_on',
    'closed_at',
    'programme',
    'programme_title',
    'document_number',
    'policy_year',
    'demonstration',
  ],
  release: [
    'id',
    'notice_id',
    'number',
    'published_at',
    'reason',
    'recipient_count',
    'total_amount',
    'first_leaf',
    'leaf_count',
  ],
  recipient: [
    'id',
    'global_id',
    'release_id',
    'rank',
    'name',
    'credit_code',
    'region_code',
    'city_name',
    'city_name_in_english',
    'qualification_kinds',
    'product_codes',
    'amount',
    'leaf_position',
    'entry',
    // The name as it is compared in a search: folded, with its pinyin.
    'search_key',
  ],
  region: ['code', 'name', 'name_in_english'],
  qualification_kind: ['code', 'name', 'name_in_english'],
  product: ['code', 'name', 'name_in_english', 'class'],
  change: [
    'position',
    'kind',
    'occurred_at',
    'notice',
    'notice_id',
    'notice_title',
    'programme',
    'service_notice',
    'title',
    'release',
    'credit_code',
    'reason',
    'entry',
    // As it was published in the list: of the recipient, not of the enterprise.
    'name',
  ],
  // What was issued: the notice of a programme, and service notices once they are published.
  programme: [
    'id',
    'code',
    'title',
    'document_number',
    'policy_year',
    'opens_on',
    'institution_registration_until',
    'enterprise_registration_until',
    'policy_push_until',
    'notice',
    'demonstration',
    'version',
  ],
  service_notice: [
    'id',
    'global_id',
    'title',
    'text',
    'published_at',
    'claim_by',
    'line_count',
    'programme',
    'demonstration',
  ],
  service_notice_line: ['service_notice_id', 'credit_code', 'name'],
  log_checkpoint: ['id', 'size', 'root', 'note', 'signed_at'],
  log_leaf: ['position', 'entry', 'hash'],
  log_node: ['level', 'position', 'hash'],
};

let gateway: TestGateway;
let feed: pg.Client;
let notice: PublishedNotice;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, now: '2025-08-20T02:00:00Z' });
  const lines = someLines(3);
  notice = await arrangeNotice(gateway, lines);
  await logged(gateway, 4);
  feed = new pg.Client({ connectionString: feedAddress(gateway.ownerUrl, testSecret) });
  await feed.connect();
});
afterAll(async () => {
  await feed.end();
  await gateway.stop();
});

interface ColumnRow {
  schema: string;
  table: string;
  column: string;
  readable: boolean;
  writable: boolean;
}

test('the feed’s role reads only the public columns of the whole database', async () => {
  const columns = await gateway.sql<ColumnRow>(`
    select nspname as schema, relname as table, attname as column,
      has_schema_privilege('mianshen_feed', nspname, 'usage')
        and has_column_privilege('mianshen_feed', pg_class.oid, attnum, 'select') as readable,
      has_column_privilege('mianshen_feed', pg_class.oid, attnum, 'insert')
        or has_column_privilege('mianshen_feed', pg_class.oid, attnum, 'update') as writable
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace
    where attnum > 0 and not attisdropped and relkind in ('r', 'p', 'v', 'm', 'f')
      and nspname not in ('pg_catalog', 'information_schema')`);
  expect(columns.length).toBeGreaterThan(250);
  const readable = columns.filter((column) => column.readable);
  expect(readable.every(({ schema }) => schema === 'feed')).toBe(true);
  const found = Map.groupBy(readable, ({ table }) => table);
  expect(
    Object.fromEntries([...found].map(([table, rows]) => [table, rows.map(({ column }) => column).toSorted()])),
  ).toEqual(Object.fromEntries(Object.entries(publicColumns).map(([table, names]) => [table, names.toSorted()])));
  expect(columns.filter(({ writable }) => writable)).toEqual([]);
});

test('no function runs with more rights than the feed’s role has', async () => {
  const lending = await gateway.sql(`
    select proname from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
    where prosecdef and nspname not in ('pg_catalog', 'information_schema')
      and prorettype <> 'trigger'::regtype and has_function_privilege('mianshen_feed', pg_proc.oid, 'execute')`);
  expect(lending).toEqual([]);
});

test('every table refuses it', async () => {
  const tables = await gateway.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) {
    await expect(feed.query(`select 1 from public."${name}" limit 1`), name).rejects.toThrow(/permission denied/);
  }
  await expect(feed.query('create table feed.mine (id int)')).rejects.toThrow(/permission denied/);
});

test('nothing private is in any answer of the feed', async () => {
  const insurer = await arrangeInsurer(gateway, '机密财产保险');
  const company = await arrangeEnterprise(gateway, { name: '未公示企业有限公司' });
  const row = policyRow(company, {
    policyNo: 'SECRET-POLICY-1',
    premium: '98765.43',
    invoiceNo: '98765432109876543210',
  });
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: {
      programme: programmeCode,
      rows: [row],
      errorPolicy: 'REJECT_ALL',
      dryRun: false,
      idempotencyKey: 'private',
    },
  });
  expect(submitPolicies.userErrors).toEqual([]);
  await arrangePapers(gateway);
  const secrets = [
    'SECRET-POLICY-1',
    '98765.43',
    '98765432109876543210',
    '未公示企业',
    '机密财产保险',
    company.creditCode,
    insurer.accountId,
  ];
  const base = `/feed/notices/${notice.id}`;
  const routes = [
    '/feed',
    '/feed/catalog.ttl',
    '/feed/vocabulary.json',
    '/feed/changes.ndjson',
    '/feed/changes.json',
    '/feed/changes.atom',
    '/feed/log/tile/entries/000.p/4',
    `${base}/datapackage.json`,
    `${base}/schema.json`,
    ...['csv', 'ndjson', 'json', '360giving.json'].map((extension) => `${base}/releases/1/recipients.${extension}`),
    `${base}/releases/1/recipients.csv?creditCode=${company.creditCode}`,
  ];
  for (const route of routes) {
    const response = await gateway.client().fetch(route);
    expect(response.status, route).toBe(200);
    const body = await response.text();
    for (const secret of secrets) expect(body.includes(secret), `${secret} in ${route}`).toBe(false);
  }
});

test('of a claim only the fact is public, never its texts', async () => {
  const [line] = notice.lines;
  const [enterprise] = await gateway.sql<{ id: string }>(
    `insert into enterprise (credit_code, name) values ($1, $2) returning id`,
    [line?.creditCode, line?.name],
  );
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, programme_id, enterprise_id, data)
     select now(), 'CLAIM_STATUS_CHANGED', 'FINANCE', 'Claim', $1, id, $1,
       jsonb_build_object('from', moved[1], 'to', moved[2], 'reason', '机密理由')
     from programme, (values (array['PUBLICISED', 'CONFIRMED']), (array['CLAIMED', 'PAYMENT_ORDERED']),
       (array['PAYMENT_ORDERED', 'PAYMENT_FAILED']), (array['PAYMENT_ORDERED', 'PAID'])) as moves (moved)
     where code = $2`,
    [enterprise?.id, programmeCode],
  );
  const read = async () => (await gateway.client().fetch('/feed/changes.ndjson')).text();
  await expect.poll(read, { timeout: 15_000 }).toContain('"PAID"');
  const text = await read();
  const changes = text
    .trimEnd()
    .split('\n')
    .map((change) => JSON.parse(change) as { kind: string; creditCode: string })
    .filter(({ kind, creditCode }) => kind !== 'ADDED' && creditCode === line?.creditCode);
  expect(changes.map(({ kind, creditCode }) => [kind, creditCode])).toEqual([
    ['CONFIRMED', line?.creditCode],
    ['PAID', line?.creditCode],
  ]);
  expect(text).not.toContain('机密理由');
});
