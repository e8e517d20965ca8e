import type { BenchDatabase } from '../bench-database.js';
import type { Layout } from './two-layouts.js';

/** The rows of one programme's year. */
export interface Year {
  programme: string;
  /** The index of the year among all. */
  at: number;
  policies: number;
}

const companies = (policies: number) => Math.ceil(policies / 5);

/** Selects policies of 20 institutions, five for each company, accepted over the year. */
export const policiesOf = (layout: Layout, { programme, at, policies }: Year): string => `
  insert into ${layout}.policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code,
    starts_on, ends_on, premium, invoice_no, status, accepted_at, outcome)
  select '${programme}', md5('institution' || n % 20)::uuid, md5('company' || n / 5)::uuid, md5('file' || n / 1000)::uuid,
    'P-${at}-' || n, 'PRODUCT_LIABILITY', date '2020-01-01' + ${at} * 365 + n % 300, date '2020-12-31' + ${at} * 365 + n % 300, 1000 + n % 9000,
    'I-${at}-' || n, 'ACCEPTED', timestamptz '2020-01-01' + ${at} * interval '1 year' + n * interval '20 seconds', 'AWAITING_DOCUMENTS'
  from generate_series(1, ${policies}) as n`;

/** Selects a claim for each company. */
export const claimsOf = (layout: Layout, { programme, at, policies }: Year): string => `
  insert into ${layout}.claim (programme_id, enterprise_id, proposal_id, status, calculated_amount, cap_cut, budget_cut,
    granted_amount, status_changed_at, told_at, claim_by)
  select '${programme}', md5('company' || n)::uuid, md5('proposal${at}')::uuid, 'AWAITING_CLAIM', 100 + n, 0, 0, 100 + n,
    timestamptz '2020-06-01' + ${at} * interval '1 year' + n * interval '1 second', now(), date '2020-09-01' + ${at} * 365
  from generate_series(1, ${companies(policies)}) as n`;

/** Selects three events for each policy. */
export const eventsOf = (layout: Layout, { programme, policies }: Year): string => `
  insert into ${layout}.event (occurred_at, type, actor_role, subject_type, subject_id, programme_id, data)
  select now(), 'POLICY_ACCEPTED', 'INSURER', 'Policy', md5('policy' || n)::uuid, '${programme}', '{"changes": {"status": "ACCEPTED"}}'
  from generate_series(1, ${3 * policies}) as n`;

export async function settle(sql: BenchDatabase['sql'], tables: readonly string[]): Promise<void> {
  for (const table of tables) for (const layout of ['plain', 'parted']) await sql(`vacuum analyze ${layout}.${table}`);
}
