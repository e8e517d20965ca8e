import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isPending, newestPending, sealEventsWithin } from './seal-events.sql.js';
import { named } from '../../database/schema/columns.js';
import type { RequestTransaction } from '../../database/session/request-transaction.js';

export interface LogFault {
  /** Position in the log; null for an event without a seal. */
  position: string | null;
  eventId: string | null;
  fault: string;
}

export interface LogReport {
  eventCount: number;
  /**
   * Digest of the newest seal. A person who stores it can prove later that nothing up to here was changed or removed.
   */
  head: string | null;
  faults: LogFault[];
}

const mostFaults = 100;

/**
 * Recomputes the hash chain of the event log: each seal has the digest of its event and of the previous seal. Finds
 * rows that were changed, removed, inserted or moved; with a stored head, also a removed end of the log.
 */
export async function verifyLog(system: RequestTransaction, keptHead?: string): Promise<LogReport> {
  await sealWritten(system);
  return system.write((em) => checkSeals(em, keptHead));
}

/**
 * Seals events that were written before the call, in parts with their own transactions, so that checking a long log
 * does not keep gateways from sealing. Later events are left out, because busy gateways always write more.
 */
async function sealWritten(system: RequestTransaction): Promise<void> {
  const newest = await system.write(newestPending);
  if (newest === null) return;
  while (await system.write((em) => isPending(em, newest))) await system.write(sealEventsWithin);
}

async function checkSeals(em: EntityManager, keptHead: string | undefined): Promise<LogReport> {
  const faults = [...(await brokenSeals(em)), ...(await eventsWithoutSeal(em))];
  const { rows } = await sql<{ eventCount: number; head: string | null; kept: boolean }>`
    select count(*)::int as "eventCount", (select digest from event_seal order by position desc limit 1) as head,
      exists (select from event_seal where digest = ${keptHead ?? ''}) as kept
    from event_seal`.execute(em.getKysely());
  const { eventCount = 0, head = null, kept = false } = rows[0] ?? {};
  if (keptHead && !kept)
    faults.push({ position: null, eventId: null, fault: `the head ${keptHead} is not in the log` });
  return { eventCount, head, faults };
}

async function brokenSeals(em: EntityManager): Promise<LogFault[]> {
  const { rows } = await sql<LogFault>`
    select ${named('position', 'event_id', 'fault')} from (
      select seal.position, seal.event_id, case
        when event.id is null then 'the event is missing'
        when seal.position <> before.position + 1 and not exists (
            select from event_server where last_before = before.position and first_position = seal.position) then 'the seal before it is missing'
        when seal.digest <> event_digest(before.digest, event) then 'the event, or its place, was changed'
        when (seal.type, seal.subject_id, seal.institution_id, seal.enterprise_id) is distinct from
          (event.type, event.subject_id, event.institution_id, event.enterprise_id)
          then 'the seal says that the event concerns somebody else'
      end as fault
      from (select position, event_id, digest, type, subject_id, institution_id, enterprise_id,
          lag(position, 1, 0::bigint) over (order by position) as last_position,
          lag(digest, 1, '') over (order by position) as last_digest from event_seal) as seal
        cross join lateral (select seal.last_position as position, seal.last_digest as digest) as before
        left join event on event.id = seal.event_id
    ) as checked
    where fault is not null order by position limit ${mostFaults}`.execute(em.getKysely());
  return rows;
}

/** Returns events without a seal. Those that a running gateway will seal are not faults. */
async function eventsWithoutSeal(em: EntityManager): Promise<LogFault[]> {
  const { rows } = await sql<LogFault>`
    select null as position, ${named('id as event_id')}, 'the seal of the event is missing' as fault from event
    where not exists (select from event_seal where event_id = event.id)
      and id not in (select unnest(event_ids) from event_pending)
    order by id limit ${mostFaults}`.execute(em.getKysely());
  return rows;
}
