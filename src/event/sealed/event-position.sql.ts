import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Returns the position of the newest sealed event; "0" before the first. */
export async function readLastPosition(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select last_event_position()::text as position`.execute(em.getKysely());
  return rows[0]?.position ?? '0';
}

/** Whether a position is in this log. */
export async function isPosition(em: EntityManager, position: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select is_event_position(${position}::bigint) as known`.execute(em.getKysely());
  return rows[0]?.known ?? false;
}

/** Whether a position is before another one. */
export function isBefore(one: string, other: string): boolean {
  return BigInt(one) < BigInt(other);
}
