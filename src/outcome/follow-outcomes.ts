import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { EventType } from '../event/event.js';
import type { Job } from '../job/job.js';
import { renewOutcomes } from './outcomes.sql.js';

/** Events that are looked at together, and policies of one programme that are brought up to date together. */
const eventsAtOnce = 1_000;
const policiesAtOnce = 2_000;

/** What can change the outcome of one policy. */
const ofPolicy = [
  EventType.DOCUMENT_ATTACHED,
  EventType.DOCUMENT_REMOVED,
  EventType.POLICY_WITHDRAWN,
  EventType.POLICY_CORRECTED,
  EventType.POLICY_BLOCKED,
  EventType.POLICY_UNBLOCKED,
  EventType.SPOT_CHECK_FAILED,
];

/** What can change the outcome of all policies of a programme. */
const ofProgramme = [EventType.PROPOSAL_COMPUTED, EventType.PROPOSAL_APPROVED];

interface Progress {
  position: string;
  /** The last policy that was brought up to date for the event after `position`, where that takes several steps. */
  resumeAfter: string | null;
}

interface FollowedEvent {
  position: string;
  type: EventType;
  subjectId: string;
  programmeId: string | null;
  enterpriseId: string | null;
}

/**
 * Keeps the outcome of every policy by following the event log, a piece at a time: a publication of a million policies
 * holds up nobody. It goes on from where it stopped, and doing a piece twice changes nothing.
 */
export const followOutcomes: Job = {
  name: 'follow outcomes',
  work: (context) =>
    context.db.write(async (em) => {
      const progress = await lockProgress(em);
      if (!progress) return false;
      const { events, upTo } = await readFollowed(em, progress.position);
      if (upTo === progress.position) return false;
      const wide = events.findIndex(({ type }) => isWide(type));
      if (wide === 0) return followWide(em, context, progress, events[0] as FollowedEvent);
      const narrow = wide < 0 ? events : events.slice(0, wide);
      await renewConcerned(em, context, narrow);
      const position = wide < 0 ? upTo : (narrow.at(-1) as FollowedEvent).position;
      await saveProgress(em, { position, resumeAfter: null });
      return true;
    }),
};

function isWide(type: EventType): boolean {
  return ofProgramme.includes(type) || type === EventType.POLICIES_SUBMITTED;
}

async function lockProgress(em: EntityManager): Promise<Progress | undefined> {
  const { rows } = await sql<Progress>`
    select position, resume_after as "resumeAfter" from outcome_progress for update skip locked`.execute(
    em.getKysely(),
  );
  return rows[0];
}

async function saveProgress(em: EntityManager, { position, resumeAfter }: Progress): Promise<void> {
  await sql`
    update outcome_progress set position = ${position}::bigint, resume_after = ${resumeAfter}::uuid`.execute(
    em.getKysely(),
  );
}

/** Those of the next stretch of the log that matter, and how far the stretch reaches. */
async function readFollowed(em: EntityManager, position: string): Promise<{ events: FollowedEvent[]; upTo: string }> {
  const followed = [...ofPolicy, ...ofProgramme, EventType.POLICIES_SUBMITTED, EventType.CLAIM_STATUS_CHANGED];
  const { rows } = await sql<FollowedEvent & { matters: boolean }>`
    select seal.position::text as position, event.type, event.subject_id as "subjectId",
      event.programme_id as "programmeId", event.enterprise_id as "enterpriseId",
      event.type = any(${followed}::text[]) as matters
    from event_seal as seal join event on event.id = seal.event_id
    where seal.position > ${position}::bigint order by seal.position limit ${eventsAtOnce}`.execute(em.getKysely());
  return { events: rows.filter(({ matters }) => matters), upTo: rows.at(-1)?.position ?? position };
}

async function renewConcerned(em: EntityManager, context: Context, events: FollowedEvent[]): Promise<void> {
  const policyIds = events.filter(({ type }) => ofPolicy.includes(type)).map(({ subjectId }) => subjectId);
  if (policyIds.length > 0) await renewOutcomes(em, context, sql`policy.id = any(${policyIds}::uuid[])`);
  const claims = events.filter(({ type }) => type === EventType.CLAIM_STATUS_CHANGED);
  if (claims.length === 0) return;
  const [enterprises, programmes] = [
    claims.map((event) => event.enterpriseId),
    claims.map((event) => event.programmeId),
  ];
  await renewOutcomes(
    em,
    context,
    sql`(policy.enterprise_id, policy.programme_id) in (
      select * from unnest(${enterprises}::uuid[], ${programmes}::uuid[]))`,
  );
}

/** One piece of what a wide event concerns; its place in the log is passed with the last one. */
async function followWide(
  em: EntityManager,
  context: Context,
  { position, resumeAfter }: Progress,
  event: FollowedEvent,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from policy
    where ${event.type === EventType.POLICIES_SUBMITTED ? ofNewSubmission(event.subjectId) : sql`programme_id = ${event.programmeId}::uuid`}
      and id > ${resumeAfter ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by id limit ${policiesAtOnce}`.execute(em.getKysely());
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await renewOutcomes(em, context, sql`policy.id = any(${ids}::uuid[])`);
  const last = ids.length < policiesAtOnce;
  await saveProgress(
    em,
    last ? { position: event.position, resumeAfter: null } : { position, resumeAfter: ids.at(-1)! },
  );
  return true;
}

/** A new policy waits for its papers: only where the programme asks for none there is more to say. */
function ofNewSubmission(submissionId: string) {
  return sql`submission_id = ${submissionId}::uuid and not exists (
    select from programme_rules as rules where rules.programme_id = policy.programme_id
      and rules.required_documents <> '{}' and rules.version = (
        select max(version) from programme_rules as newest where newest.programme_id = policy.programme_id))`;
}
