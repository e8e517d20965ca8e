import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { DueRelease } from './append-log.sql.js';

const nextPosition = sql`(select coalesce(max(position), 0) from feed_change)`;

/**
 * Records the differences to the previous release: lines that were added, corrected, moved in rank only, or removed (a
 * tombstone). Each has the reason of its release.
 */
export async function recordReleaseChanges(em: EntityManager, { id, noticeId, number }: DueRelease): Promise<void> {
  await sql`
    with present as (
      select recipient.*, leaf.entry from recipient join log_leaf as leaf on leaf.recipient_id = recipient.id
      where recipient.release_id = ${id}::uuid
    ), former as (
      select recipient.* from recipient join notice_release as release on release.id = recipient.release_id
      where release.notice_id = ${noticeId}::uuid and release.number = ${number} - 1
    ), changes as (
      select 0 as place, 0 as rank, ${number === 1 ? 'NOTICE_PUBLISHED' : 'NOTICE_CORRECTED'} as kind,
        null::text as credit_code, leaf.entry
      from log_leaf as leaf where leaf.release_id = ${id}::uuid and leaf.recipient_id is null
      union all
      select 1, former.rank, 'REMOVED', former.credit_code, null
      from former where not exists (select from present where present.credit_code = former.credit_code)
      union all
      select 2, present.rank,
        case when former.id is null then 'ADDED'
          when (present.name, present.region_code, present.amount, present.qualification_kinds, present.product_codes)
            is distinct from
            (former.name, former.region_code, former.amount, former.qualification_kinds, former.product_codes)
            then 'CORRECTED'
          else 'MOVED' end,
        present.credit_code, present.entry
      from present left join former on former.credit_code = present.credit_code
      where former.id is null or (present.rank, present.name, present.region_code, present.amount,
          present.qualification_kinds, present.product_codes)
        is distinct from
        (former.rank, former.name, former.region_code, former.amount, former.qualification_kinds, former.product_codes)
    )
    insert into feed_change (position, kind, occurred_at, notice_id, release, credit_code, reason, entry)
    select ${nextPosition} + row_number() over (order by changes.place, changes.rank), changes.kind,
      release.published_at, ${noticeId}::uuid, ${number}, changes.credit_code, release.reason, changes.entry
    from changes, notice_release as release where release.id = ${id}::uuid`.execute(em.getKysely());
}

/** Types of events that the feed reports in addition to releases. */
const reportedTypes = [
  'NOTICE_CLOSED',
  'CLAIM_STATUS_CHANGED',
  'OBJECTION_FILED',
  'OBJECTION_DECIDED',
  'OBJECTION_WITHDRAWN',
  'PROGRAMME_CREATED',
  'PROGRAMME_UPDATED',
  'SERVICE_NOTICE_PUBLISHED',
];

/** Public moves of a claim. The result of an objection is reported with its decision instead. */
const reportedMoves = ['CONFIRMED', 'EXCLUDED', 'PAID', 'RECOVERING', 'RECOVERED'];

/**
 * Changes from events of objections: filed, decided (`outcome` and its public reason) or withdrawn. Never who objected.
 */
const objectionChanges = sql`
  select due.position, due.occurred_at, case due.type when 'OBJECTION_FILED' then 'OBJECTED'
      when 'OBJECTION_WITHDRAWN' then 'OBJECTION_WITHDRAWN' else 'OBJECTION_' || (due.data ->> 'outcome') end as kind,
    (due.data ->> 'noticeId')::uuid as notice_id, due.data ->> 'creditCode' as credit_code,
    case when due.type = 'OBJECTION_DECIDED' then due.data ->> 'reason' end as reason
  from due
  where due.type = 'OBJECTION_DECIDED'
    -- An objection to a whole notice is public once it is decided.
    or due.type in ('OBJECTION_FILED', 'OBJECTION_WITHDRAWN') and due.data ->> 'creditCode' is not null`;

/** Changes from issued documents: a programme's notice, its later versions, and service notices. */
const issued = sql`
  select due.position, due.occurred_at,
    case due.type when 'PROGRAMME_CREATED' then 'PROGRAMME_ISSUED'
      when 'PROGRAMME_UPDATED' then 'PROGRAMME_REVISED' else due.type end as kind,
    case when due.type <> 'SERVICE_NOTICE_PUBLISHED' then due.programme_id end as programme_id,
    case when due.type = 'SERVICE_NOTICE_PUBLISHED' then due.subject_id end as service_notice_id
  from due where due.type in ('PROGRAMME_CREATED', 'PROGRAMME_UPDATED', 'SERVICE_NOTICE_PUBLISHED')`;

/**
 * Records changes from sealed events: issued documents, the end of a notice, objections and their results, payment and
 * recovery. Of a claim only the fact becomes public, never its text.
 */
export async function recordEventChanges(em: EntityManager): Promise<void> {
  const done = await lastReported(em);
  await sql`
    with taken as (
      -- In the same statement, so of the same snapshot: what is sealed meanwhile is for the next time.
      insert into feed_progress (id, seal_position) select 1, coalesce(max(position), 0) from event_seal
      on conflict (id) do update set seal_position = excluded.seal_position
    ),
    due as (
      select seal.position, event.occurred_at, event.type, event.subject_id, event.programme_id, event.enterprise_id,
        event.data
      from event_seal as seal join event on event.id = seal.event_id
      where seal.position > ${done}::bigint and seal.type = any(${reportedTypes}::text[])
    ), of_lists as (
      select due.position, due.occurred_at, 'NOTICE_CLOSED' as kind, due.subject_id as notice_id,
        null::text as credit_code, null::text as reason
      from due where due.type = 'NOTICE_CLOSED'
      union all
      ${objectionChanges}
      union all
      select due.position, due.occurred_at, due.data ->> 'to', newest.notice_id, newest.credit_code, null
      from due join enterprise on enterprise.id = due.enterprise_id
        left join claim on claim.id = due.subject_id
        join lateral (
          select release.notice_id, recipient.credit_code
          from publicity_notice as notice join notice_release as release on release.notice_id = notice.id
            join recipient on recipient.release_id = release.id and recipient.credit_code = enterprise.credit_code
          where notice.programme_id = due.programme_id
            and notice.proposal_id = coalesce(claim.proposal_id, notice.proposal_id)
          order by release.published_at desc, release.number desc limit 1
        ) as newest on true
      where due.type = 'CLAIM_STATUS_CHANGED' and due.data ->> 'to' = any(${reportedMoves}::text[])
    ), concerned as (
      select position, occurred_at, kind, notice_id, credit_code, reason, null::uuid as programme_id,
        null::uuid as service_notice_id
      from of_lists
      union all
      select position, occurred_at, kind, null, null, null, programme_id, service_notice_id from (${issued}) as issued
    )
    insert into feed_change (position, kind, occurred_at, notice_id, release, credit_code, reason, entry, programme_id,
      service_notice_id)
    select ${nextPosition} + row_number() over (order by concerned.position, concerned.credit_code), concerned.kind, concerned.occurred_at,
      concerned.notice_id, (select max(number) from notice_release where notice_release.notice_id = concerned.notice_id),
      concerned.credit_code, concerned.reason, null, concerned.programme_id, concerned.service_notice_id
    from concerned`.execute(em.getKysely());
}

/** Read separately and passed as a value, so that PostgreSQL knows that few rows follow and reads no more. */
async function lastReported(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ done: string }>`select seal_position as done from feed_progress`.execute(em.getKysely());
  return rows[0]?.done ?? '0';
}

/**
 * Returns the newest sealed position after a position, and whether the log or the feed reports any event in between.
 */
export async function sealedSince(
  em: EntityManager,
  position: string,
): Promise<{ newest: string; concerned: boolean }> {
  const types = ['NOTICE_PUBLISHED', 'NOTICE_CORRECTED', ...reportedTypes];
  const { rows } = await sql<{ newest: string; concerned: boolean }>`
    select coalesce(max(position), ${position}::bigint) as newest,
      coalesce(bool_or(type = any(${types}::text[])), false) as concerned
    from event_seal where position > ${position}::bigint`.execute(em.getKysely());
  return rows[0] ?? { newest: position, concerned: false };
}
