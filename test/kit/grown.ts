import pg from 'pg';
import type { TestDatabase } from './gateway.js';

/** The number of rows of a table, and values of columns where the type alone is not enough (`n` counts rows). */
export interface Growth {
  table: string;
  rows: number;
  columns?: Record<string, string>;
}

/** The numbers of rows of the large tables: enough for realistic plans. */
export const sizes = {
  institutions: 40,
  enterprises: 8_000,
  submissions: 12_000,
  policies: 60_000,
  largeFile: 10_950,
  claims: 16_000,
  events: 80_000,
  messages: 20_000,
  bindings: 10_000,
};

/** Enough rows for an index to be used. */
export const tenth: typeof sizes = {
  institutions: 40,
  enterprises: 800,
  submissions: 1_200,
  policies: 6_000,
  largeFile: 1_095,
  claims: 1_600,
  events: 8_000,
  messages: 2_000,
  bindings: 1_000,
};

/** As many rows as a province has after some years. */
export const millions: typeof sizes = {
  institutions: 60,
  enterprises: 200_000,
  submissions: 100_010,
  policies: 1_000_000,
  largeFile: 166_000,
  claims: 300_000,
  events: 1_000_000,
  messages: 300_000,
  bindings: 200_000,
};

/** Returns the id of a row by its number, so that tables refer to each other without reading rows. */
export const id = (kind: number, number: string) =>
  `('0190${kind}000-0000-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
export const idOf = (kind: number, number: number): string =>
  `0190${kind}000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const kinds = { institution: 1, enterprise: 2, policy: 3, claim: 4, submission: 5, proposal: 6, notice: 7 };

/** The number of a row that does not exist. */
export const unknown = 0xffffff;

/** A city with half of the companies, one with a few, and one without any. */
export const cities = ['3501', '350128', '3509'];

/** Independent of other values that follow from the number of a company. */
const cityOf = (number: string) =>
  `case when (${number}) % 1000 = 7 then '350128' when hashint8((${number})::bigint) % 2 = 0 then '3501' else '3505' end`;

const someTime = `timestamptz '2025-01-01' + n * interval '37 seconds'`;
const programme = `(select id from programme order by code limit 1)`;
const proposal = id(kinds.proposal, '1');
export const oneOf = (...values: string[]) =>
  `(array[${values.map((value) => `'${value}'`).join(', ')}])[1 + n % ${values.length}]`;
const eventTypes = ['CLAIM_STATUS_CHANGED', 'POLICIES_SUBMITTED', 'DOCUMENT_ATTACHED', 'POLICY_CORRECTED'];
/** Of what an institution with many events has, hardly anything was done by INSURER; of what it has none of, all. */
const actorRole = `case when n % 9000 = 6 or n % 2 = 1 then 'INSURER' else 'PLATFORM' end`;
/** Rare values: one row in two thousand. */
const rarely = (rare: string, usual: string) => `case when n % 2000 = 7 then '${rare}' else '${usual}' end`;

function growthOf(counts: typeof sizes): Growth[] {
  const institution = id(kinds.institution, `1 + n % ${counts.institutions}`);
  const enterprise = id(kinds.enterprise, `1 + n % ${counts.enterprises}`);
  const policy = id(kinds.policy, `1 + n % ${counts.policies}`);
  return [
    { table: 'programme', rows: 1, columns: { id: id(9, '1'), code: `'FJ-2026'` } },
    { table: 'institution', rows: counts.institutions, columns: { id: id(1, 'n'), status: `'ACTIVE'` } },
    {
      table: 'enterprise',
      rows: counts.enterprises,
      columns: {
        id: id(2, 'n'),
        credit_code: `'91350100' || upper(lpad(to_hex(n), 10, '0'))`,
        name: `'福州（' || md5(n::text) || '）科技有限公司'`,
        name_key: `plain_name('福州（' || md5(n::text) || '）科技有限公司')`,
        region_code: cityOf('n'),
      },
    },
    {
      table: 'qualification',
      rows: counts.enterprises,
      columns: {
        enterprise_id: enterprise,
        kind: oneOf('NATIONAL_HIGH_TECH', 'TECH_SME', 'GAZELLE'),
        valid_from: `date '2015-01-01' + (n % 3000)::int`,
        valid_until: `date '2018-01-01' + (n % 3000)::int`,
      },
    },
    {
      table: 'submission',
      rows: counts.submissions,
      columns: {
        id: id(5, 'n'),
        institution_id: institution,
        status: rarely('REJECTED', 'COMPLETED'),
        source: oneOf('API', 'FILE'),
        error_policy: `'REJECT_ALL'`,
        failed_count: `case when n % 1000 = 3 then 1 else 0 end`,
        submitted_at: someTime,
      },
    },
    {
      table: 'policy',
      rows: counts.policies,
      columns: {
        id: id(3, 'n'),
        institution_id: institution,
        enterprise_id: enterprise,
        // One large file of the past, of which a few were accepted after midnight, then small pushes.
        submission_id: `case when n < ${counts.largeFile} then ${id(5, '1')} else ${id(5, '2 + n / 10')} end`,
        row_number: `case when n < ${counts.largeFile} then n end`,
        // The policies of a later year came last.
        programme_id: `case when n > ${counts.policies / 2} then ${id(9, '1')} else ${programme} end`,
        policy_no: `'P-' || md5(n::text)`,
        product_code: rarely('KEY_RD_EQUIPMENT', 'PRODUCT_LIABILITY'),
        status: rarely('WITHDRAWN', 'ACCEPTED'),
        accepted_at: someTime,
        incomplete: `n % 3000 = 11`,
        starts_on: `'2024-01-01'`,
        ends_on: `'2024-12-31'`,
      },
    },
    {
      table: 'institution_enterprise',
      rows: counts.policies,
      // The id is computed from the pair, so that each pair exists once.
      columns: {
        id: `md5(concat(${institution}, ${enterprise}))::uuid`,
        institution_id: institution,
        enterprise_id: enterprise,
      },
    },
    {
      table: 'policy_flag',
      rows: counts.policies / 150,
      columns: {
        policy_id: id(3, 'n * 100'),
        kind: `'SAME_INVOICE'`,
        institution_id: id(1, `1 + n * 100 % ${counts.institutions}`),
      },
    },
    { table: 'subsidy_proposal', rows: 2, columns: { id: id(6, 'n'), status: `'COMPUTED'`, revision: 'n' } },
    {
      table: 'assessment',
      rows: counts.enterprises,
      columns: { proposal_id: proposal, enterprise_id: enterprise, granted: 'n * 7 % 500000' },
    },
    {
      table: 'left_out_policy',
      rows: counts.policies / 2,
      columns: { proposal_id: proposal, policy_id: policy, enterprise_id: enterprise, institution_id: institution },
    },
    {
      table: 'claim',
      rows: counts.claims,
      columns: {
        id: id(4, 'n'),
        enterprise_id: enterprise,
        region_code: cityOf(`1 + n % ${counts.enterprises}`),
        proposal_id: proposal,
        programme_id: `case when n <= ${counts.enterprises} then ${programme} else ${id(9, '1')} end`,
        granted_amount: 'n::bigint * 7919 % 500000',
        status: `case when n % 4000 = 5 then 'FORFEITED' when n < ${(counts.claims * 3) / 8} then 'PAID' else 'AWAITING_CLAIM' end`,
        status_changed_at: someTime,
        told_at: `case when n % 2 = 0 then ${someTime} end`,
      },
    },
    {
      table: 'event',
      rows: counts.events,
      columns: {
        id: 'n',
        occurred_at: someTime,
        type: `case when n % 9000 = 3 then 'NOTICE_PUBLISHED' when n % 5000 = 3 then 'WEBHOOK_REMOVED' else ${oneOf(...eventTypes)} end`,
        actor_role: actorRole,
        subject_type: `'Policy'`,
        subject_id: policy,
        institution_id: `case when n % 6 = 0 then ${id(kinds.institution, '4')} when n % 3 = 0 then ${institution} end`,
        enterprise_id: `case when n % 3 = 1 then ${enterprise} end`,
      },
    },
    {
      table: 'event_seal',
      rows: counts.events,
      columns: {
        position: 'n',
        event_id: 'n',
        type: `case when n % 9000 = 3 then 'NOTICE_PUBLISHED' when n % 5000 = 3 then 'WEBHOOK_REMOVED' else ${oneOf(...eventTypes)} end`,
        subject_id: policy,
        institution_id: `case when n % 6 = 0 then ${id(kinds.institution, '4')} when n % 3 = 0 then ${institution} end`,
        enterprise_id: `case when n % 3 = 1 then ${enterprise} end`,
        actor_role: actorRole,
        latest_at: someTime,
      },
    },
    {
      table: 'text_message',
      rows: counts.messages,
      columns: {
        enterprise_id: enterprise,
        status: rarely('FAILED', 'SENT'),
        template: rarely('CLAIM_REMINDER', 'PAYMENT_INFORMATION'),
        created_at: someTime,
      },
    },
    {
      table: 'enterprise_binding',
      rows: counts.bindings,
      columns: {
        enterprise_id: enterprise,
        kind: `'LEGAL_REPRESENTATIVE'`,
        status: rarely('PENDING', 'ACTIVE'),
        requested_at: someTime,
        person: `'某人'`,
      },
    },
    { table: 'bank_account', rows: counts.enterprises, columns: { enterprise_id: enterprise, added_at: someTime } },
    { table: 'payment_batch', rows: 2, columns: { status: `'RELEASED'` } },
    {
      table: 'publicity_notice',
      rows: 2,
      columns: { id: id(7, 'n'), status: `'OPEN'`, published_at: someTime, proposal_id: id(6, 'n') },
    },
    { table: 'notice_release', rows: 2, columns: { notice_id: id(7, 'n'), id: id(8, 'n') } },
    {
      table: 'recipient',
      rows: counts.enterprises,
      columns: {
        release_id: id(8, '1'),
        region_code: cityOf('n'),
        rank: 'n',
        credit_code: `'91350100' || upper(lpad(to_hex(n), 10, '0'))`,
        name: `'福州' || md5(n::text) || '科技有限公司'`,
        amount: '500000 - n',
      },
    },
    {
      table: 'recipient_state',
      rows: counts.enterprises,
      columns: {
        notice_id: id(7, '1'),
        credit_code: `'91350100' || upper(lpad(to_hex(n), 10, '0'))`,
        status: rarely('OBJECTED', 'CONFIRMED'),
        recipient_id: 'null',
      },
    },
    {
      table: 'objection',
      rows: 5_000,
      columns: { notice_id: id(7, '1 + n % 2'), status: rarely('UPHELD', 'DISMISSED'), filed_at: someTime },
    },
  ];
}

/**
 * Fills the tables in SQL without triggers, foreign keys and checks, because only the number of rows and their owners
 * matter here.
 */
export const growDatabase = (database: TestDatabase, counts = sizes): Promise<void> =>
  growTables(database, growthOf(counts));

export async function growTables({ ownerUrl }: TestDatabase, tables: Growth[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('set session_replication_role = replica');
    await dropChecks(owner);
    for (const table of tables) await grow(owner, table);
    await settle(owner);
    await owner.query('vacuum analyze');
  } finally {
    await owner.end();
  }
}

async function dropChecks(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ statement: string }>(`
    select format('alter table %I drop constraint %I', relname, conname) as statement
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where contype = 'c' and pg_class.relnamespace = 'public'::regnamespace`);
  for (const { statement } of rows) await owner.query(statement);
}

async function grow(owner: pg.Client, { table, rows, columns = {} }: Growth): Promise<void> {
  const { rows: found } = await owner.query<{ name: string; type: string; needed: boolean }>(
    `select attname as name, format_type(atttypid, null) as type, attnotnull and not atthasdef and attidentity = '' as needed
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const given = found.filter(({ name, needed }) => needed || name in columns);
  const values = given.map(({ name, type }) => columns[name] ?? valueOf(name, type));
  await owner.query(`
    insert into "${table}" (${given.map(({ name }) => `"${name}"`).join(', ')}) overriding system value
    select ${values.join(', ')} from generate_series(1, ${rows}) as n on conflict do nothing`);
}

/**
 * Updates the sequence of events and the progress of outcomes, so that a gateway that starts on these tables has no
 * work left: new rows come after them, and their events are followed.
 */
async function settle(owner: pg.Client): Promise<void> {
  await owner.query(`select setval(pg_get_serial_sequence('event', 'id'), greatest(max(id), 1)) from event`);
  // Events from before are sealed with the others: a gateway would try to seal them again every few seconds.
  await owner.query('delete from event_pending');
  await owner.query(
    'update outcome_progress set position = greatest(position, (select max(position) from event_seal))',
  );
}

function valueOf(name: string, type: string): string {
  if (name === 'programme_id') return programme;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (/^(smallint|integer|bigint|numeric)$/.test(type)) return 'n % 1000';
  if (type === 'boolean') return 'false';
  if (type.startsWith('timestamp')) return someTime;
  if (type === 'date') return `date '2025-01-01'`;
  if (type === 'jsonb') return `'{}'`;
  if (type.endsWith('[]')) return `'{}'`;
  if (type === 'bytea') return `'x'`;
  return `'value ' || n`;
}
