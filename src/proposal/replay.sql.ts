import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { StoredExclusions, StoredGrant, StoredLine, StoredRules } from './replay.js';

export interface StoredProposal {
  programme: string;
  revision: number;
  rules: StoredRules;
  lines: StoredLine[];
  grants: StoredGrant[];
  exclusions: StoredExclusions;
}

/** Reads what a proposal stored: by its key, or the newest of a programme by `CODE` or `CODE/revision`. */
export async function readStored(em: EntityManager, which: string): Promise<StoredProposal | undefined> {
  const [code, revision] = which.split('/');
  const found = await sql<{ id: string; programme: string; revision: number; rules: StoredRules }>`
    select proposal.id, programme.code as programme, proposal.revision, json_build_object(
      'enterpriseCap', enterprise_cap::text, 'rounding', rounding, 'fundingCeiling', funding_ceiling::text,
      'budget', case when budget_policy = 'PRO_RATA' then budget::text end, 'productCaps',
      (select json_object_agg(product.code, product.enterprise_cap::text) from product where rules_id = rules.id)) as rules
    from subsidy_proposal as proposal join programme on programme.id = proposal.programme_id
      join programme_rules as rules on rules.id = proposal.rules_id
    where proposal.id::text = ${which} or (programme.code = ${code} and coalesce(${revision ?? null}::int, proposal.revision)
      = proposal.revision)
    order by proposal.revision desc limit 1`.execute(em.getKysely());
  const proposal = found.rows[0];
  if (!proposal) return undefined;
  const lines = await sql<StoredLine>`
    select policy_id as "policyId", credit_code as "creditCode", product_code as product, base::text, rate::text,
      other_funding::text as "otherFunding", subsidy::text
    from assessment_line join enterprise on enterprise.id = enterprise_id
    where proposal_id = ${proposal.id}::uuid`.execute(em.getKysely());
  const grants = await sql<StoredGrant>`
    select credit_code as "creditCode", calculated::text, granted::text
    from assessment join enterprise on enterprise.id = enterprise_id
    where proposal_id = ${proposal.id}::uuid`.execute(em.getKysely());
  const exclusions = await readExclusions(em, proposal.id);
  return { ...proposal, lines: lines.rows, grants: grants.rows, exclusions };
}

/** What kept policies out when the revision was computed, by its own record, and what the revision says of it. */
async function readExclusions(em: EntityManager, proposalId: string): Promise<StoredExclusions> {
  const { rows } = await sql<StoredExclusions>`
    with exclusion as (
      select policy_id, reason, excluded_at < computed_at and (lifted_at is null or lifted_at > computed_at) as surely
      from subsidy_proposal as proposal join policy on policy.programme_id = proposal.programme_id
        join policy_exclusion on policy_id = policy.id
      where proposal.id = ${proposalId}::uuid and excluded_at <= computed_at
        and (lifted_at is null or lifted_at >= computed_at)
    ), left_out as (
      select policy_id, reason from left_out_policy, unnest(reasons) as reason
      where proposal_id = ${proposalId}::uuid and reason in ('BLOCKED', 'FAILED_SPOT_CHECK')
    )
    select
      (select coalesce(json_agg(json_build_object('policyId', policy_id, 'reason', reason)), '[]')
        from exclusion where surely) as held,
      (select coalesce(json_agg(json_build_object('policyId', policy_id, 'reason', reason)), '[]')
        from exclusion where not surely) as "mayHaveHeld",
      (select coalesce(json_agg(json_build_object('policyId', policy_id, 'reason', reason)), '[]')
        from left_out) as "leftOut"`.execute(em.getKysely());
  return rows[0] as StoredExclusions;
}
