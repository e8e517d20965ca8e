import { type RawBuilder, sql } from 'kysely';

/**
 * Selects every enterprise that two revisions treat differently: added, removed or changed, with the causes. The causes
 * come from what both computations stored: a policy is a line of a revision, a left-out policy of it, or neither.
 */
export function changesBetween(earlierId: string, laterId: string): RawBuilder<unknown> {
  const [from, to] = [sql`${earlierId}::uuid`, sql`${laterId}::uuid`];
  return sql`(
    select both_sides.enterprise_id,
      case when earlier.enterprise_id is null then 'CAME_IN' when later.enterprise_id is null then 'WENT_OUT'
        else 'CHANGED' end as kind,
      earlier.granted as granted_before, later.granted as granted_after,
      coalesce(later.granted, 0) - coalesce(earlier.granted, 0) as difference,
      array(
        select distinct reason from left_out_policy as left_out, unnest(left_out.reasons) as reason
        where left_out.enterprise_id = both_sides.enterprise_id
          and left_out.proposal_id = case when earlier.enterprise_id is null then ${from} else ${to} end
        order by reason) as reasons,
      array(
        ${policiesOf(to)} except ${policiesOf(from)} order by 1) as policies_in,
      array(
        ${policiesOf(from)} except ${policiesOf(to)} order by 1) as policies_out,
      array(
        ${causesOfLines(from, to)}
        union select 'REGISTRATION' where ${found(from, registration)} <> ${found(to, registration)}
        union select 'QUALIFICATIONS' where ${found(from, listed)} <> ${found(to, listed)}
        union select 'CAPS' where coalesce(earlier.product_cut + earlier.cap_cut, 0)
          <> coalesce(later.product_cut + later.cap_cut, 0)
        union select 'BUDGET' where coalesce(earlier.budget_cut, 0) <> coalesce(later.budget_cut, 0)
        order by 1) as causes
    from (select * from assessment where proposal_id = ${from}) as earlier
      full join (select * from assessment where proposal_id = ${to}) as later using (enterprise_id)
      cross join lateral (select coalesce(later.enterprise_id, earlier.enterprise_id) as enterprise_id) as both_sides
    where (earlier.calculated, earlier.granted) is distinct from (later.calculated, later.granted)
  ) as change`;
}

const registration = sql`concat_ws('/', coalesce(division_found, '-'), coalesce(status_found, '-'))`;
const listed = sql`listed::text`;

/** A fact about the company in a revision, counted or left out; null where it had no policy. */
function found(proposalId: RawBuilder<unknown>, fact: RawBuilder<unknown>): RawBuilder<unknown> {
  const of = sql`proposal_id = ${proposalId} and enterprise_id = both_sides.enterprise_id`;
  return sql`
    coalesce((select ${fact} from assessment where ${of}), (select ${fact} from left_out_policy where ${of} limit 1))`;
}

function policiesOf(proposalId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select policy_id from assessment_line as line
    where line.proposal_id = ${proposalId} and line.enterprise_id = both_sides.enterprise_id`;
}

function causesOfLines(from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> {
  const lines = (proposalId: RawBuilder<unknown>) => sql`
    (select * from assessment_line as line
    where line.proposal_id = ${proposalId} and line.enterprise_id = both_sides.enterprise_id)`;
  const leftOut = (proposalId: RawBuilder<unknown>) => sql`
    exists (select from left_out_policy as left_out where left_out.proposal_id = ${proposalId}
      and left_out.enterprise_id = both_sides.enterprise_id and left_out.policy_id = policy_id_of_both.policy_id)`;
  return sql`
    select case
      when before.policy_id is null then case when ${leftOut(from)} then 'POLICY_LET_IN' else 'POLICY_ADDED' end
      when after.policy_id is null then case when ${leftOut(to)} then 'POLICY_LEFT_OUT' else 'POLICY_WITHDRAWN' end
      when before.base <> after.base then 'BASE'
      when before.rate <> after.rate then 'RATE'
      else 'OTHER_FUNDING' end
    from ${lines(from)} as before full join ${lines(to)} as after using (policy_id)
      cross join lateral (select coalesce(after.policy_id, before.policy_id) as policy_id) as policy_id_of_both
    where (before.policy_id, before.subsidy) is distinct from (after.policy_id, after.subsidy)`;
}
