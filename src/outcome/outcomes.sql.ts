import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../access/context.js';
import { recordEvents } from '../event/record-event.js';

/** Revisions that decide on these policies: the newest one, and the approved ones. */
const deciding = sql`
  select proposal.id as proposal_id, proposal.programme_id, proposal.revision, proposal.status = 'APPROVED' as approved
  from subsidy_proposal as proposal
  where proposal.programme_id in (select programme_id from chosen) and (proposal.status = 'APPROVED'
    or proposal.revision = (select max(revision) from subsidy_proposal as newest
      where newest.programme_id = proposal.programme_id))`;

/**
 * The policies that these revisions count. The lines of a company are unpacked once, regardless of its number of
 * policies.
 */
const counted = sql`
  select deciding.proposal_id, company.enterprise_id, line.policy_id
  from (select distinct enterprise_id, programme_id from chosen) as company
    join deciding using (programme_id)
    cross join lateral (select (unnest(lines)).policy_id from assessment
      where assessment.proposal_id = deciding.proposal_id
        and assessment.enterprise_id = company.enterprise_id offset 0) as line`;

/**
 * What each revision decided on each policy. Single rows are looked up by index, and known rows in a hash: directly
 * after a computation the planner has no statistics and would otherwise read whole tables.
 */
const weighed = sql`
  select chosen.*, deciding.proposal_id, deciding.revision, deciding.approved, left_out.reasons,
    (deciding.proposal_id, chosen.enterprise_id, chosen.id) in (select * from counted) is true as counted
  from chosen left join deciding using (programme_id)
    left join lateral (${leftOutBy(sql`deciding.proposal_id`, sql`chosen`)}) as left_out on true`;

/** The deciding revision: an approved one that counts the policy, or else the latest one that contains it. */
const judged = sql`
  select distinct on (id) id, enterprise_id, status, outcome, outcome_proposal_id, counted, reasons, approved,
    case when counted or reasons is not null then proposal_id end as proposal_id,
    case when counted or reasons is not null then revision end as revision
  from weighed
  order by id, counted or reasons is not null desc, approved and counted desc, revision desc`;

function leftOutBy(proposalId: RawBuilder<unknown>, policy: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select reasons from left_out_policy as left_out where left_out.proposal_id = ${proposalId}
      and left_out.enterprise_id = ${policy}.enterprise_id and left_out.policy_id = ${policy}.id offset 0`;
}

/** The outcome of counted policies, by the status of the company's claim. */
const partOfClaim = (status: RawBuilder<unknown>) => sql`
  case
    when ${status} in ('PAID', 'RECOVERING', 'RECOVERED', 'EXCLUDED', 'FORFEITED') then ${status}
    when ${status} is null or ${status} in ('PROPOSED', 'IN_REVIEW') then 'COUNTED'
    else 'PUBLICISED' end`;

/** Whether a move of a claim changes the outcome of its policies. */
export const saysOtherwise = (from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${partOfClaim(from)} <> ${partOfClaim(to)}`;

const ofClaim = sql`
  case
    when claim.status in ('PAID', 'RECOVERING', 'RECOVERED') then claim.status
    when exists (select from policy_exclusion as exclusion
      where exclusion.policy_id = judged.id and exclusion.lifted_at is null) then 'EXCLUDED'
    else ${partOfClaim(sql`claim.status`)} end`;

/** Later papers may bring a policy in, if the revision that left it out is not approved. */
const leftOutForPapers = sql`'DOCUMENTS_MISSING' = any(judged.reasons) and not judged.approved`;

/** The policies whose outcome depends on papers and that lack some, found in one call. */
const lacking = sql`
  select policy_id from missing_documents(array(
    select id from judged
    where status <> 'WITHDRAWN' and not counted and (reasons is null or ${leftOutForPapers})))`;

const isComplete = sql`judged.id not in (select policy_id from lacking)`;

const outcome = sql`
  case
    when judged.status = 'WITHDRAWN' then 'WITHDRAWN'
    when judged.counted then ${ofClaim}
    when judged.reasons is not null and not (${leftOutForPapers} and ${isComplete}) then 'LEFT_OUT'
    when ${isComplete} then 'AWAITING_ASSESSMENT'
    else 'AWAITING_DOCUMENTS' end`;

/** Updates the outcome of these policies, and records an event for each one that changed. */
export async function renewOutcomes(em: EntityManager, context: Context, which: RawBuilder<unknown>): Promise<void> {
  const now = context.clock.now();
  const change = sql`
    with chosen as materialized (
      select id, enterprise_id, programme_id, status, outcome, outcome_proposal_id from policy where ${which}
    ), deciding as materialized (${deciding}), counted as materialized (${counted}), weighed as materialized (${weighed}),
    judged as materialized (${judged}), lacking as materialized (${lacking}), present as materialized (
      select judged.id, judged.outcome as was, former.reasons as reasons_before, ${outcome} as became,
        judged.outcome_proposal_id as proposal_before, judged.proposal_id, judged.revision, judged.reasons
      from judged
        left join lateral (select status from claim where claim.proposal_id = judged.proposal_id
          and claim.enterprise_id = judged.enterprise_id offset 0) as claim on true
        left join lateral (${leftOutBy(sql`judged.outcome_proposal_id`, sql`judged`)}) as former on true
    )
    update policy set outcome = present.became, outcome_proposal_id = present.proposal_id,
      outcome_revision = present.revision,
      outcome_at = case when present.was = present.became then outcome_at else ${now}::timestamptz end
    from present
    where policy.id = present.id and (present.was <> present.became
      or present.proposal_before is distinct from present.proposal_id)
    returning policy.id, policy.programme_id, policy.institution_id, policy.enterprise_id, present.was, present.became,
      present.revision, present.reasons, present.reasons_before`;
  await recordEvents(em, context, 'POLICY_OUTCOME_CHANGED', 'Policy', changes, change);
}

/** Another revision with the same outcome is not a change; other reasons are. */
const changes = sql`
  select id as subject_id, programme_id, institution_id, enterprise_id,
    jsonb_build_object('from', was, 'to', became, 'revision', revision,
      'reasons', case when became = 'LEFT_OUT' then to_jsonb(reasons) else '[]' end) as data
  from moved where was <> became or (became = 'LEFT_OUT' and reasons is distinct from reasons_before)`;
