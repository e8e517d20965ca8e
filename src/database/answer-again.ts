import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

interface Repeatable {
  accountId: string | null;
  operation: string;
  /** What the client sent, the version that it saw included. */
  input: object;
  now: Date;
}

/**
 * Answers a change again that the same account asked for with the same input, version included: a client whose answer
 * was lost sends the request once more and is told that it was done, not that somebody was quicker. Another input meets
 * the version as always.
 */
export async function answerAgain<Result>(
  em: EntityManager,
  { accountId, operation, input, now }: Repeatable,
  work: () => Promise<Result>,
): Promise<Result> {
  const key = `again:${createHash('sha256').update(JSON.stringify(input)).digest('hex')}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${accountId}/${operation}/${key}`}, 0))`.execute(
    em.getKysely(),
  );
  const { rows } = await sql<{ result: Result }>`
    select result from idempotency_record
    where account_id = ${accountId}::uuid and operation = ${operation} and key = ${key}`.execute(em.getKysely());
  if (rows[0]) return rows[0].result;
  const result = await work();
  await sql`
    insert into idempotency_record (account_id, operation, key, input_digest, result, recorded_at)
    values (${accountId}::uuid, ${operation}, ${key}, ${key}, ${JSON.stringify(result)}::jsonb, ${now})
  `.execute(em.getKysely());
  return result;
}
