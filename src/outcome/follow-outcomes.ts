import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../access/context.js';
import type { EventType } from '../event/event-type.js';
import type { Portion } from '../job/item-job.js';
import { pagedEvents } from '../event/sealed/events.sql.js';
import { renewOutcomes, saysOtherwise } from './outcomes.sql.js';
import { named } from '../database/schema/columns.js';
import { idOfRulesInForce } from '../programme/rules-in-force.js';

/** Number of events that are read at once. */
const eventsAtOnce = 1_000;
/** Number of policies of one programme that are updated at once. */
export const policiesAtOnce = 2_000;

/** Events that can change the outcome of one policy. */
const ofPolicy: readonly EventType[] = [
  'DOCUMENT_ATTACHED',
  'DOCUMENT_REMOVED',
  'POLICY_WITHDRAWN',
  'POLICY_CORRECTED',
  'POLICY_BLOCKED',
  'POLICY_UNBLOCKED',
  'SPOT_CHECK_FAILED',
];

/** Events that can change the outcome of all policies of a programme. */
const ofProgramme: readonly EventType[] = ['PROPOSAL_COMPUTED', 'PROPOSAL_APPROVED'];

interface Progress {
  position: string;
  /** The last policy that was updated for the event after `position`, if that event takes several steps. */
  resumeAfter: string | null;
}

interface FollowedEvent {
  position: string;
  type: EventType;
  subjectId: string;
  programmeId: string | null;
  enterpriseId: string | null;
}

/** An item of work: an event, or a policy that is affected by an event with many policies. */
export interface Followed {
  id: string;
  event?: FollowedEvent;
  /** The progress to save when this item is done. */
  after?: Progress;
}

/** Returns the next items that are not set aside. If there are none in a part of the log, skips that part. */
export async function findNext(em: EntityManager, progress: Progress, portion: Portion): Promise<Followed[]> {
  const { events, upTo } = await readFollowed(em, progress.position, Math.min(portion.limit, eventsAtOnce));
  if (upTo === progress.position) return [];
  const wide = events.findIndex(({ type }) => isWide(type));
  const [items, after] =
    wide === 0
      ? await findConcerned(em, progress, events[0] as FollowedEvent, portion.limit)
      : narrowPiece(wide < 0 ? events : events.slice(0, wide), wide < 0 ? upTo : undefined);
  const left = items.filter(({ id }) => !portion.except.includes(id));
  if (left.length > 0) return left.map((item) => ({ ...item, after }));
  await saveProgress(em, after);
  return findNext(em, after, portion);
}

function narrowPiece(events: FollowedEvent[], upTo?: string): [items: Followed[], after: Progress] {
  const position = upTo ?? (events.at(-1) as FollowedEvent).position;
  return [events.map((event) => ({ id: event.position, event })), { position, resumeAfter: null }];
}

/** Returns failed items again: events by their position in the log, policies by their id. */
export async function findAgain(em: EntityManager, { again, limit }: Portion): Promise<Followed[]> {
  const chosen = again.slice(0, limit);
  const events = await readEvents(em, sql`seal.position = any(${chosen.filter((id) => /^\d+$/.test(id))}::bigint[])`);
  return chosen.map((id) => {
    const event = events.find(({ position }) => position === id);
    return event ? { id, event } : { id };
  });
}

function isWide(type: EventType): boolean {
  return ofProgramme.includes(type) || type === 'POLICIES_SUBMITTED';
}

export async function lockProgress(em: EntityManager): Promise<Progress | undefined> {
  const { rows } = await sql<Progress>`
    select ${named('position', 'resume_after')} from outcome_progress for update skip locked`.execute(em.getKysely());
  return rows[0];
}

export async function saveProgress(em: EntityManager, { position, resumeAfter }: Progress): Promise<void> {
  await sql`
    update outcome_progress set position = ${position}::bigint, resume_after = ${resumeAfter}::uuid`.execute(
    em.getKysely(),
  );
}

/** Reads the next events that can change an outcome, and the position up to which the log was read. */
async function readFollowed(em: EntityManager, position: string, limit: number) {
  const rows = await readEvents(em, sql`seal.position > ${position}::bigint`, limit);
  return { events: rows.filter(({ matters }) => matters), upTo: rows.at(-1)?.position ?? position };
}

async function readEvents(em: EntityManager, which: RawBuilder<unknown>, limit = eventsAtOnce) {
  const followed = [...ofPolicy, ...ofProgramme, 'POLICIES_SUBMITTED'];
  const { rows } = await sql<FollowedEvent & { matters: boolean }>`
    select seal.position::text as position, ${named('event.type', 'event.subject_id', 'event.programme_id')},
      ${named('event.enterprise_id')},
      event.type = any(${followed}::text[]) or event.type = 'CLAIM_STATUS_CHANGED'
        and ${saysOtherwise(sql`event.data ->> 'from'`, sql`event.data ->> 'to'`)} as matters
    from ${pagedEvents}
    where ${which} order by seal.position limit ${limit}`.execute(em.getKysely());
  return rows;
}

export async function renewConcerned(em: EntityManager, context: Context, events: FollowedEvent[]): Promise<void> {
  const policyIds = events.filter(({ type }) => ofPolicy.includes(type)).map(({ subjectId }) => subjectId);
  if (policyIds.length > 0) await renewOutcomes(em, context, sql`policy.id = any(${policyIds}::uuid[])`);
  const claims = events.filter(({ type }) => type === 'CLAIM_STATUS_CHANGED');
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

/** Returns the next policies that an event affects. After the last one, the position moves past the event. */
async function findConcerned(
  em: EntityManager,
  { position, resumeAfter }: Progress,
  event: FollowedEvent,
  limit: number,
): Promise<[items: Followed[], after: Progress]> {
  const { rows } = await sql<{ id: string }>`
    select id from policy
    where ${event.type === 'POLICIES_SUBMITTED' ? ofNewSubmission(event.subjectId) : sql`programme_id = ${event.programmeId}::uuid`}
      and id > ${resumeAfter ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by id limit ${limit}`.execute(em.getKysely());
  const last = rows.length < limit;
  const after = last ? { position: event.position, resumeAfter: null } : { position, resumeAfter: rows.at(-1)!.id };
  return [rows, after];
}

/**
 * The policies of a submission if the programme requires no papers. Otherwise they wait for papers, and their outcome
 * does not change yet.
 */
function ofNewSubmission(submissionId: string) {
  return sql`submission_id = ${submissionId}::uuid and not exists (
    select from programme_rules as rules
    where rules.id = ${idOfRulesInForce(sql`policy.programme_id`)} and rules.required_documents <> '{}')`;
}
