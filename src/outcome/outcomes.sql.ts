import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../access/context.js';
import { recordEvents } from '../event/record-event.js';

/** Revisions that say something of a policy: the newest one, and those that were approved. */
const decidingRevisions = sql`
  proposal.programme_id = policy.programme_id and (proposal.status = 'APPROVED' or proposal.revision = (
    select max(revision) from subsidy_proposal as newest where newest.programme_id = policy.programme_id))`;

/** The revision that decides: an approved one that counts the policy, or else the latest that has it at all. */
const judged = sql`
  select proposal.id, proposal.revision, proposal.status, counted.yes as counted, left_out.reasons
  from subsidy_proposal as proposal
    cross join lateral (select exists (select from assessment_line as line
      where line.proposal_id = proposal.id and line.enterprise_id = policy.enterprise_id
        and line.policy_id = policy.id)) as counted (yes)
    left join left_out_policy as left_out on left_out.proposal_id = proposal.id
      and left_out.enterprise_id = policy.enterprise_id and left_out.policy_id = policy.id
  where ${decidingRevisions} and (counted.yes or left_out.policy_id is not null)
  order by proposal.status = 'APPROVED' and counted.yes desc, proposal.revision desc limit 1`;

/** What a counted policy shares with its company’s claim. */
const ofClaim = sql`
  case
    when claim.status in ('PAID', 'RECOVERING', 'RECOVERED') then claim.status
    when exists (select from policy_exclusion as exclusion
      where exclusion.policy_id = policy.id and exclusion.lifted_at is null) then 'EXCLUDED'
    when claim.status in ('EXCLUDED', 'FORFEITED') then claim.status
    when claim.status is null or claim.status in ('PROPOSED', 'IN_REVIEW') then 'COUNTED'
    else 'PUBLICISED' end`;

const isComplete = sql`not exists (select from missing_documents(array[policy.id]))`;

/** Papers that came since may bring a policy in, as long as the revision that left it out is not approved. */
const outcome = sql`
  case
    when policy.status = 'WITHDRAWN' then 'WITHDRAWN'
    when judged.counted then ${ofClaim}
    when judged.reasons is not null
      and not ('DOCUMENTS_MISSING' = any(judged.reasons) and judged.status <> 'APPROVED' and ${isComplete}) then 'LEFT_OUT'
    when ${isComplete} then 'AWAITING_ASSESSMENT'
    else 'AWAITING_DOCUMENTS' end`;

/** Brings the outcome of these policies up to date, with an event for each that changed; returns how many did. */
export async function renewOutcomes(em: EntityManager, context: Context, which: RawBuilder<unknown>): Promise<void> {
  const now = context.clock.now();
  const change = sql`
    with present as materialized (
      select policy.id, policy.outcome as was, former.reasons as reasons_before, ${outcome} as became,
        judged.id as proposal_id, judged.revision, judged.reasons
      from policy
        left join lateral (${judged}) as judged on true
        left join claim on claim.proposal_id = judged.id and claim.enterprise_id = policy.enterprise_id
        left join left_out_policy as former on former.proposal_id = policy.outcome_proposal_id
          and former.enterprise_id = policy.enterprise_id and former.policy_id = policy.id
      where ${which}
    )
    update policy set outcome = present.became, outcome_proposal_id = present.proposal_id,
      outcome_revision = present.revision,
      outcome_at = case when present.was = present.became then outcome_at else ${now}::timestamptz end
    from present
    where policy.id = present.id and (present.was <> present.became
      or policy.outcome_proposal_id is distinct from present.proposal_id)
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
