import { type RawBuilder, sql } from 'kysely';

/** Every enterprise that two revisions treat differently: who came in, went out, or changed, and why. */
export function changesBetween(earlierId: string, laterId: string): RawBuilder<unknown> {
  return sql`(
    select coalesce(later.enterprise_id, earlier.enterprise_id) as enterprise_id,
      case when earlier.enterprise_id is null then 'CAME_IN' when later.enterprise_id is null then 'WENT_OUT'
        else 'CHANGED' end as kind,
      earlier.granted as granted_before, later.granted as granted_after,
      coalesce(later.granted, 0) - coalesce(earlier.granted, 0) as difference,
      array(
        select distinct reason from left_out_policy as left_out, unnest(left_out.reasons) as reason
        where left_out.enterprise_id = coalesce(later.enterprise_id, earlier.enterprise_id)
          and left_out.proposal_id = case when earlier.enterprise_id is null then ${earlierId}::uuid
            else ${laterId}::uuid end
        order by reason) as reasons,
      array(
        select policy_id from assessment_line where proposal_id = ${laterId}::uuid
          and assessment_line.enterprise_id = coalesce(later.enterprise_id, earlier.enterprise_id)
        except select policy_id from assessment_line where proposal_id = ${earlierId}::uuid order by 1) as policies_in,
      array(
        select policy_id from assessment_line where proposal_id = ${earlierId}::uuid
          and assessment_line.enterprise_id = coalesce(later.enterprise_id, earlier.enterprise_id)
        except select policy_id from assessment_line where proposal_id = ${laterId}::uuid order by 1) as policies_out
    from (select * from assessment where proposal_id = ${earlierId}::uuid) as earlier
      full join (select * from assessment where proposal_id = ${laterId}::uuid) as later using (enterprise_id)
    where (earlier.calculated, earlier.granted) is distinct from (later.calculated, later.granted)
  ) as change`;
}
