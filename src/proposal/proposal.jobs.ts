import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { traced } from '../kernel/tracing.js';
import type { Job } from '../job/job.js';
import { findDueRuns } from './run/proposal-runs.sql.js';
import { workOnRun } from './run/work-on-run.js';
import { countWorkingDays } from '../calendar/working-days.sql.js';
import { dayOf } from '../kernel/values/dates.js';
import { recordEvents } from '../event/record-event.js';
import { itemJob } from '../job/item-job.js';

interface DueReview {
  id: string;
  step: string;
  since: string;
  allowed: number;
}

const computes = 'compute proposals';

/** Computes requested proposals in the background, and those that a killed gateway left. */
export const computeDueProposals: Job = {
  name: computes,
  work: async (context, aside) => {
    const due = await context.db.write(findDueRuns);
    const except = aside.ids();
    for (const { id, traceparent } of due.filter((run) => !except.includes(run.id))) {
      const failed = (error: unknown) => {
        if (isTemporaryFault(error)) throw error;
        // A refused computation has ended, so it is not due any more.
        if (!(error instanceof Refused)) aside.add(id, error);
        return true;
      };
      const work = () => workOnRun(context, id);
      if (await traced(`job ${computes}`, {}, work, { link: traceparent }).catch(failed)) return true;
    }
    return false;
  },
};

/**
 * Reminds of a step of the review that waits longer than the programme allows: the regulator's opinion, the
 * department's decision, or the platform's new revision. Each is reported once, by an event.
 */
export const remindReviews = itemJob<DueReview>({
  name: 'remind reviews',
  atOnce: 100,
  find: async (em, context, { limit, except }) => {
    const { rows } = await sql<DueReview>`
      with waiting as (
        select id, programme_id, case when status = 'RETURNED' then 'NEW_REVISION' when opinion_at is null then 'OPINION'
          else 'DECISION' end as step, case when status = 'RETURNED' then decided_at
          else coalesce(opinion_at, submitted_at) end as since
        from subsidy_proposal as proposal
        where reminded_at is null and id <> all(${except}::uuid[])
          and (status = 'SUBMITTED' or status = 'RETURNED' and not exists (
            select from subsidy_proposal as later
            where later.programme_id = proposal.programme_id and later.revision > proposal.revision))
      ), due as (
        select waiting.*, programme.review_working_days as allowed
        from waiting join programme on programme.id = waiting.programme_id
        where ${countWorkingDays(sql`(since at time zone 'Asia/Shanghai')`, dayOf(context.clock.now()))} > review_working_days
      ), locked as (
        select id from subsidy_proposal where id in (select id from due) and reminded_at is null
        order by id limit ${limit} for update skip locked
      )
      select due.id, due.step, due.since::text, due.allowed from due join locked using (id)`.execute(em.getKysely());
    return rows;
  },
  work: async (em, context, due) => {
    const change = sql`
      update subsidy_proposal as proposal set reminded_at = ${context.clock.now()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as due (id uuid, step text, since timestamptz, allowed int)
      where proposal.id = due.id
      returning proposal.id, proposal.programme_id, proposal.revision, due.step, due.since, due.allowed`;
    const subjects = sql`
      select id as subject_id, programme_id, null::uuid as institution_id, null::uuid as enterprise_id,
        jsonb_build_object('revision', revision, 'waitsFor', step, 'since', since, 'workingDaysAllowed', allowed) as data
      from moved`;
    await recordEvents(em, context, 'PROPOSAL_REMINDED', 'SubsidyProposal', subjects, change);
  },
});
