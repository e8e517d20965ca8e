import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { readTime } from '../../database/read-time.js';

/*
 * Deliveries of one object are sent in order: the next one is blocked, and not due, until the previous one was accepted
 * or given up. Code that adds, ends or replays deliveries must lock their webhook.
 */

export interface Place {
  webhookId: string;
  subjectId: string;
  position: string;
}

export async function lockDeliveries(em: EntityManager, webhookId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`deliveries/${webhookId}`}, 0))`.execute(em.getKysely());
}

/** Makes the next delivery of an object due after one was accepted or given up. */
export async function unblockNext(em: EntityManager, { webhookId, subjectId, position }: Place): Promise<void> {
  await sql`
    update webhook_delivery set blocked = false where id = (
      select id from webhook_delivery
      where webhook_id = ${webhookId}::uuid and subject_id = ${subjectId}::uuid and position > ${position}::bigint
        and status = 'PENDING'
      order by position limit 1)`.execute(em.getKysely());
}

/**
 * Updates the blocking after a delivery became pending again: it waits for earlier ones, and later ones wait for it.
 */
export async function blockAround(em: EntityManager, { webhookId, subjectId, position }: Place): Promise<void> {
  await sql`
    update webhook_delivery as delivery
    set blocked = delivery.position > ${position}::bigint or exists (
      select from webhook_delivery as earlier
      where earlier.webhook_id = delivery.webhook_id and earlier.subject_id = delivery.subject_id
        and earlier.position < delivery.position and earlier.status = 'PENDING')
    where webhook_id = ${webhookId}::uuid and subject_id = ${subjectId}::uuid and position >= ${position}::bigint
      and status = 'PENDING'`.execute(em.getKysely());
}

/**
 * Updates the blocking after events were sent again: for each object the first pending delivery is due, and the others
 * wait.
 */
export async function blockInOrder(em: EntityManager, webhookId: string, subjectIds: string[]): Promise<void> {
  await sql`
    update webhook_delivery as delivery
    set blocked = exists (
      select from webhook_delivery as earlier
      where earlier.webhook_id = delivery.webhook_id and earlier.subject_id = delivery.subject_id
        and earlier.position < delivery.position and earlier.status = 'PENDING')
    where webhook_id = ${webhookId}::uuid and subject_id = any(${subjectIds}::uuid[]) and status = 'PENDING'`.execute(
    em.getKysely(),
  );
}

/** Returns the time when the next delivery of any webhook is due. */
export function readNextDelivery(em: EntityManager): Promise<Date | undefined> {
  return readTime(
    em,
    sql`
      select min(first.next_attempt_at) as at from webhook
        join lateral (select next_attempt_at from webhook_delivery
          where webhook_id = webhook.id and status = 'PENDING' and not blocked
          order by next_attempt_at limit 1) as first on true
      where removed_at is null`,
  );
}
