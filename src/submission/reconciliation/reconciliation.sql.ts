import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { canonicalIdentifier } from '../../kernel/values/identifier.js';
import { allOf } from '../../kernel/lists/list-statement.js';
import { named } from '../../database/schema/columns.js';

export enum ReconciliationGroup {
  INSTITUTION = 'INSTITUTION',
  DAY = 'DAY',
  SUBMISSION = 'SUBMISSION',
}

export interface ReconciliationRow {
  institutionId: string;
  day: string | null;
  submissionId: string | null;
  count: string;
  premium: string;
  refunded: string;
  digest: string;
}

export interface ReconciliationScope {
  programmeId: string;
  groupBy: ReconciliationGroup;
  acceptedFrom?: string;
  acceptedUntil?: string;
  submissionId?: string;
}

const groups: Record<ReconciliationGroup, ReturnType<typeof sql>> = {
  INSTITUTION: sql`null::date, null::uuid`,
  DAY: sql`(accepted_at at time zone 'Asia/Shanghai')::date, null::uuid`,
  SUBMISSION: sql`null::date, submission_id`,
};

/**
 * Sums up our accepted policies, to be compared with what a core system sent. The digest is the SHA-256 of the lines
 * `<policy number>|<premium>` of the accepted policies, ordered by the bytes of the number, each ended by a line feed.
 */
export async function reconcile(em: EntityManager, scope: ReconciliationScope): Promise<ReconciliationRow[]> {
  const conditions = [
    sql`programme_id = ${scope.programmeId}::uuid`,
    sql`status = 'ACCEPTED'`,
    ...(scope.acceptedFrom
      ? [sql`accepted_at >= ${scope.acceptedFrom}::date::timestamp at time zone 'Asia/Shanghai'`]
      : []),
    ...(scope.acceptedUntil
      ? [sql`accepted_at < (${scope.acceptedUntil}::date + 1)::timestamp at time zone 'Asia/Shanghai'`]
      : []),
    ...(scope.submissionId ? [sql`submission_id = ${scope.submissionId}::uuid`] : []),
  ];
  const { rows } = await sql<ReconciliationRow>`
    select ${named('institution_id', 'day', 'submission as submission_id')}, count(*) as count,
      sum(premium)::numeric(16,2)::text as premium, sum(refunded)::numeric(16,2)::text as refunded,
      encode(sha256(convert_to(
        string_agg(policy_no || '|' || premium || E'\n', '' order by policy_no collate "C"), 'UTF8')), 'hex') as digest
    from (select policy.*, groups.* from policy, lateral (select ${groups[scope.groupBy]}) as groups (day, submission)
      where ${allOf(conditions)}) as accepted
    group by institution_id, day, submission
    order by institution_id, day desc, submission desc limit 1000`.execute(em.getKysely());
  return rows;
}

/** Returns the numbers for which we have no accepted policy of the institution, in the given order. */
export async function findMissing(em: EntityManager, institutionId: string, numbers: string[]): Promise<string[]> {
  // Both sent and returned as JSON: ten thousand parameters and rows keep the event loop busy several times as long.
  const canonical = JSON.stringify(numbers.map(canonicalIdentifier));
  const { rows } = await sql<{ missing: number[] }>`
    select coalesce(json_agg(place order by place), '[]') as missing
    from jsonb_array_elements_text(${canonical}::jsonb) with ordinality as given (canonical, place)
    where not exists (
      select from policy where institution_id = ${institutionId}::uuid and policy_no = canonical and status = 'ACCEPTED')`.execute(
    em.getKysely(),
  );
  return (rows[0]?.missing ?? []).map((place) => numbers[place - 1] as string);
}
