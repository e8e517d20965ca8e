import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';

/** Policies that an approved list of the programme counts. */
export function countedBefore(programmeId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select line.policy_id from subsidy_proposal as approved join assessment_line as line on line.proposal_id = approved.id
    where approved.programme_id = ${programmeId} and approved.status = 'APPROVED'`;
}

/**
 * Stores what the earlier lists of a programme granted, with corrections and exclusions up to now, which make grants
 * smaller. Caps and budget of a supplementary list are what remains of those of the programme.
 */
export async function usePriorGrants(em: EntityManager, programmeId: string): Promise<void> {
  await sql`
    insert into prior_grant (enterprise_id, granted, products)
    select claim.enterprise_id, sum(claim.granted_amount), coalesce((
      select jsonb_object_agg(product_code, used) from (
        select line.product_code, least(sum(line.subsidy), product.enterprise_cap) as used
        from subsidy_proposal as approved join assessment_line as line on line.proposal_id = approved.id
          join product on product.rules_id = line.rules_id and product.code = line.product_code
        where approved.programme_id = ${programmeId}::uuid and approved.status = 'APPROVED'
          and line.enterprise_id = claim.enterprise_id
          and exists (select from claim as kept where kept.proposal_id = approved.id
            and kept.enterprise_id = line.enterprise_id and kept.status <> 'EXCLUDED')
        group by line.product_code, product.enterprise_cap) as by_product), '{}')
    from claim join subsidy_proposal as proposal on proposal.id = claim.proposal_id
    where claim.programme_id = ${programmeId}::uuid and proposal.status = 'APPROVED'
    group by claim.enterprise_id`.execute(em.getKysely());
  await sql`
    update rule_in_force set budget = cap_left(budget, (select sum(granted)::text from prior_grant))`.execute(
    em.getKysely(),
  );
}

/** Checks whether a supplementary list would have new policies to assess, or policies that now count. */
export async function hasAnythingNew(em: EntityManager, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from candidate where reasons = '{}') or exists (select from candidate where not exists (
      select from left_out_policy as judged join subsidy_proposal as approved on approved.id = judged.proposal_id
      where approved.programme_id = ${programmeId}::uuid and approved.status = 'APPROVED'
        and judged.policy_id = candidate.policy_id and judged.enterprise_id = candidate.enterprise_id)) as found`.execute(
    em.getKysely(),
  );
  return rows[0]?.found ?? false;
}
