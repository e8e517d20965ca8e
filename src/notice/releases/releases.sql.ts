import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { searchKeyOf } from '../../kernel/text/search-key.js';
import { named } from '../../database/schema/columns.js';

/** The change of a line from one release to the next. */
export interface Correction {
  creditCode: string;
  remove: boolean;
  /** The corrected amount; null if unchanged. */
  amount: string | null;
  /** The corrected name; null if unchanged. */
  name: string | null;
}

const newest = (noticeId: string) => sql`
  (select id from notice_release where notice_id = ${noticeId}::uuid order by number desc limit 1)`;

export async function isPublished(em: EntityManager, noticeId: string, creditCode: string): Promise<boolean> {
  return (await readLines(em, noticeId, [creditCode])).has(creditCode);
}

/** The published values of a line. */
export interface PublishedLine {
  name: string;
  amount: string;
}

/** Returns lines of the newest release of a notice, by credit code. */
export async function readLines(
  em: EntityManager,
  noticeId: string,
  creditCodes: string[],
): Promise<Map<string, PublishedLine>> {
  const { rows } = await sql<PublishedLine & { creditCode: string }>`
    select ${named('credit_code', 'name', 'amount')} from recipient
    where release_id = ${newest(noticeId)} and credit_code = any(${creditCodes}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ creditCode, name, amount }) => [creditCode, { name, amount }]));
}

/**
 * Returns those of these lines that still have a counted policy, that is, not all were kept out since the computation.
 */
export async function linesThatCount(em: EntityManager, noticeId: string, creditCodes: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ creditCode: string }>`
    select distinct ${named('credit_code')}
    from publicity_notice as notice join assessment_line as line on line.proposal_id = notice.proposal_id
      join enterprise on enterprise.id = line.enterprise_id
    where notice.id = ${noticeId}::uuid and credit_code = any(${creditCodes}::text[])
      and not exists (select from policy_exclusion as exclusion
        where exclusion.policy_id = line.policy_id and exclusion.lifted_at is null)`.execute(em.getKysely());
  return new Set(rows.map(({ creditCode }) => creditCode));
}

export interface NewRelease {
  id: string;
  number: number;
  recipientCount: number;
  totalAmount: string;
}

/**
 * Copies the newest release with corrections as the next one, and ranks its lines again. The previous release is not
 * changed.
 */
export async function insertCorrectedRelease(
  em: EntityManager,
  noticeId: string,
  corrections: Correction[],
  reason: string,
  publishedAt: Date,
): Promise<NewRelease> {
  const lines = sql`
    select recipient.*, coalesce(correction.amount, recipient.amount) as corrected_amount,
      coalesce(correction.name, recipient.name) as corrected_name,
      case when correction.name is null then recipient.search_key else correction."searchKey" end as corrected_key
    from recipient left join jsonb_to_recordset(${JSON.stringify(corrections.map(withKey))}::jsonb)
      as correction ("creditCode" text, remove boolean, amount numeric(14,2), name text, "searchKey" text)
      on correction."creditCode" = recipient.credit_code
    where recipient.release_id = (select id from notice_release where notice_id = ${noticeId}::uuid
        order by number desc limit 1)
      and correction.remove is not true`;
  const { rows } = await sql<NewRelease>`
    with line as (${lines}), release as (
      insert into notice_release (notice_id, number, published_at, reason, recipient_count, total_amount)
      select ${noticeId}::uuid, (select max(number) + 1 from notice_release where notice_id = ${noticeId}::uuid),
        ${publishedAt}::timestamptz, ${reason}, count(*), coalesce(sum(corrected_amount), 0)
      from line
      returning id, number, recipient_count, total_amount
    ), copied as (
      insert into recipient
        (release_id, rank, name, search_key, credit_code, region_code, qualification_kinds, product_codes, amount)
      select release.id, row_number() over (order by corrected_amount desc, credit_code), corrected_name,
        corrected_key, credit_code, region_code, qualification_kinds, product_codes, corrected_amount
      from line, release
    )
    select ${named('id', 'number', 'recipient_count', 'total_amount')} from release`.execute(em.getKysely());
  return rows[0] as NewRelease;
}

function withKey(correction: Correction) {
  return { ...correction, searchKey: correction.name ? searchKeyOf(correction.name) : null };
}
