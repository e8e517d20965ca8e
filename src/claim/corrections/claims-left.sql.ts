import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { ClaimStatus } from '../claim-status.js';
import { bindingBudget, shareOfBudget, underCap } from '../../assessment/caps.sql.js';

/**
 * A claim that lost policies after its amount was computed: the granted amount, and the amount of the other policies.
 */
export interface ClaimLeft {
  id: string;
  granted: string;
  left: string;
  /** The granted amount less the amount of the other policies. */
  excess: string;
}

/** Whether the policies of a claim include an excluded one. `claim` is the name of the table. */
export const hasExcludedPolicy = sql`exists (
  select from assessment_line as line join policy_exclusion as exclusion using (policy_id)
  where line.proposal_id = claim.proposal_id and line.enterprise_id = claim.enterprise_id
    and exclusion.lifted_at is null)`;

/**
 * Computes what remains of each of these claims without the policies excluded since, by the rules, caps and budget
 * factor of its amount; returns only claims that lost a policy. The enterprise may read all of it.
 */
export async function readClaimsLeft(em: EntityManager, which: RawBuilder<unknown>): Promise<ClaimLeft[]> {
  const { rows } = await claimsLeft(which).execute(em.getKysely());
  return rows;
}

function claimsLeft(which: RawBuilder<unknown>): RawBuilder<ClaimLeft> {
  return sql<ClaimLeft>`
    with touched as (
      select id, proposal_id, enterprise_id, granted_amount from claim where ${which} and ${hasExcludedPolicy}
    ), by_product as (
      select touched.id, ${underCap(
        sql`sum(line.subsidy)`,
        sql`product.enterprise_cap`,
        sql`assessment.prior_products ->> product.code`,
      )} as allowed
      from touched join assessment using (proposal_id, enterprise_id)
        cross join lateral unnest(assessment.lines) as line
        join product on product.rules_id = assessment.rules_id and product.code = line.product_code
      where not exists (select from policy_exclusion as exclusion
        where exclusion.policy_id = line.policy_id and exclusion.lifted_at is null)
      group by touched.id, product.code, product.enterprise_cap, assessment.prior_products
    ), capped as (
      select touched.id, granted_amount, proposal_id, enterprise_id,
        coalesce((select sum(allowed) from by_product where by_product.id = touched.id), 0) as allowed
      from touched
    )
    select capped.id, granted_amount::text as granted, remains::numeric(14,2)::text as left,
      (granted_amount - remains)::numeric(14,2)::text as excess
    from capped join assessment using (proposal_id, enterprise_id)
      join programme_rules as rules on rules.id = assessment.rules_id
      cross join lateral (select ${underCap(sql`allowed`, sql`rules.enterprise_cap`, sql`prior_granted::text`)} * 100 as fen,
        cap_left(${bindingBudget(sql`rules`)}, prior_total::text) as budget) as left_over
      cross join lateral (select least(granted_amount,
        ${shareOfBudget(sql`left_over.fen`, sql`left_over.budget`, sql`assessment.capped_total`)} / 100)) as computed (remains)`;
}

/** States in which nothing more is paid and nothing is recovered. */
export const neverOnHold = [ClaimStatus.EXCLUDED, ClaimStatus.FORFEITED, ClaimStatus.RECOVERED];

/** A condition for claims on hold. It begins with the excluded policies, of which there are few. */
export function onHold(): RawBuilder<unknown> {
  const touched = sql`status <> all(${neverOnHold}::text[]) and enterprise_id in (select policy.enterprise_id from policy_exclusion as exclusion
    join policy on policy.id = exclusion.policy_id where exclusion.lifted_at is null)`;
  return sql`id in (select remaining.id from (${claimsLeft(touched)}) as remaining where remaining.excess <> '0.00')`;
}

/**
 * Returns by id the claims that must not be paid: their granted amount exceeds that of the policies that still count.
 */
export async function readClaimsOnHold(em: EntityManager, ids: string[]): Promise<Map<string, ClaimLeft>> {
  const claims = ids.length === 0 ? [] : await readClaimsLeft(em, sql`id = any(${ids}::uuid[])`);
  return new Map(claims.filter(({ excess }) => excess !== '0.00').map((claim) => [claim.id, claim]));
}
