import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { LeftOutPolicy } from '../../assessment/left-out-policy.js';
import { leftOutColumns } from '../../assessment/assessment.loader.js';
import { named } from '../../database/schema/columns.js';

/** The reasons why a counted line no longer counts: an exclusion of its policy, or of its company. */
const reasonsSince = sql`
  array(select reason from policy_exclusion as exclusion
      where exclusion.policy_id = line.policy_id and exclusion.lifted_at is null order by reason)
    || case when wanted.removal is not null and wanted.approved_id is null then array['LINE_REMOVED'] else '{}' end`;

/**
 * Reads all policies that do not count in these claims. Policies left out by the computation come from its revision, or
 * from the approved revision where the claim is not in it. Policies excluded later come from the lines.
 */
export async function readNotCounted(
  em: EntityManager,
  ids: readonly string[],
): Promise<(LeftOutPolicy & { loaderKey: string })[]> {
  const { rows } = await sql<LeftOutPolicy & { loaderKey: string }>`
    with wanted as (
      select claim.id, claim.enterprise_id, claim.proposal_id, removal.reason as removal, removal.proposal_id as approved_id
      from claim left join lateral (
        select correction.reason, correction.proposal_id from claim_correction as correction
        where correction.claim_id = claim.id and correction.excluded order by correction.id desc limit 1
      ) as removal on true
      where claim.id = any(${ids}::uuid[])
    ), lost as (
      select wanted.id, line.*, assessment.division_found, assessment.status_found, assessment.listed, ${reasonsSince} as reasons,
        wanted.removal, policy.institution_id
      from wanted join assessment using (proposal_id, enterprise_id)
        cross join lateral unnest(assessment.lines) as line
        join policy on policy.id = line.policy_id
    )
    select ${named('wanted.id as loader_key')}, ${leftOutColumns}
    from wanted join left_out_policy as left_out on left_out.enterprise_id = wanted.enterprise_id
      and left_out.proposal_id = coalesce(wanted.approved_id, wanted.proposal_id)
    union all
    select lost.id, assessment.proposal_id, assessment.rules_id, lost.policy_id, assessment.enterprise_id,
      lost.institution_id, lost.reasons,
      jsonb_build_object('divisionCode', lost.division_found, 'registerStatus', lost.status_found, 'startsOn', lost.starts_on, 'endsOn', lost.ends_on,
        'product', lost.product_code, 'base', lost.base::text, 'rate', trim_scale(lost.rate)::text,
        'insuranceYear', lost.insurance_year, 'otherFunding', lost.other_funding::text, 'missingDocuments', '{}'::text[],
        'qualifications', lost.listed, 'exclusion', null, 'admitted', lost.admitted, 'removal', lost.removal,
        'policyExclusions', (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'explanation', explanation,
            'source', source) order by reason), '[]')
          from policy_exclusion as exclusion where exclusion.policy_id = lost.policy_id and exclusion.lifted_at is null))
    from lost join wanted on wanted.id = lost.id
      join assessment on assessment.proposal_id = wanted.proposal_id and assessment.enterprise_id = wanted.enterprise_id
    where lost.reasons <> '{}'
    order by 1, 4`.execute(em.getKysely());
  return rows;
}
