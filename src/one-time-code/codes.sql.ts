import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { SignInMethod } from './one-time-code.js';
import { named } from '../database/schema/columns.js';

/** Locks a number or an address, so that concurrent requests count each other's codes. */
export async function lockTarget(em: EntityManager, digest: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${digest}, 3))`.execute(em.getKysely());
}

/** Returns when codes were sent to this number, or requested from this address, since an instant, latest first. */
export async function sentSince(
  em: EntityManager,
  column: 'target_digest' | 'address_digest',
  digest: string,
  since: Date,
): Promise<Date[]> {
  const { rows } = await sql<{ createdAt: string }>`
    select ${named('created_at')} from one_time_code
    where ${sql.ref(column)} = ${digest} and target_digest is not null and created_at > ${since}
    order by created_at desc`.execute(em.getKysely());
  return rows.map(({ createdAt }) => new Date(createdAt));
}

/** Returns when challenges were created for this address since an instant, latest first. */
export async function challengesSince(em: EntityManager, digest: string, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ createdAt: string }>`
    select ${named('created_at')} from one_time_code
    where address_digest = ${digest} and target_digest is null and created_at > ${since}
    order by created_at desc`.execute(em.getKysely());
  return rows.map(({ createdAt }) => new Date(createdAt));
}

export interface Trial {
  id: string;
  codeDigest: string;
}

/** Counts one attempt at the latest valid code and returns that code; undefined where there is none. */
export async function tryCode(
  em: EntityManager,
  which: { id: string } | { targetDigest: string },
  purpose: string,
  now: Date,
  mostTries: number,
): Promise<Trial | undefined> {
  const chosen = 'id' in which ? sql`id = ${which.id}::uuid` : sql`target_digest = ${which.targetDigest}`;
  const { rows } = await sql<Trial>`
    update one_time_code set tries = tries + 1
    where id = (select id from one_time_code where ${chosen} and purpose = ${purpose} order by created_at desc limit 1)
      and used_at is null and expires_at > ${now} and tries < ${mostTries}
    returning id, ${named('code_digest')}`.execute(em.getKysely());
  return rows[0];
}

/** Marks a code as used; returns true only for the first request. */
export async function spendCode(em: EntityManager, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update one_time_code set used_at = ${now} where id = ${id}::uuid and used_at is null`.execute(em.getKysely());
  return numAffectedRows === 1n;
}

/**
 * Returns when sign-ins by this method with this number, or from this address, failed since an instant, latest first.
 */
export async function failuresSince(
  em: EntityManager,
  method: SignInMethod,
  column: 'phone_digest' | 'address_digest',
  digest: string,
  since: Date,
): Promise<Date[]> {
  const { rows } = await sql<{ failedAt: string }>`
    select ${named('failed_at')} from sign_in_failure
    where method = ${method} and ${sql.ref(column)} = ${digest} and failed_at > ${since} order by failed_at desc`.execute(
    em.getKysely(),
  );
  return rows.map(({ failedAt }) => new Date(failedAt));
}
