import { createHash } from 'node:crypto';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { asRole, mayDelete, mayInsert, mayRead, ownAccount, rowPolicies } from './schema/row-security.js';
import { named } from './schema/columns.js';
import { refuse } from '../kernel/errors/refusals.js';

/** The stored result of an idempotency key. Kept for 30 days: see src/retention. */
@Entity({
  policies: rowPolicies(mayRead(ownAccount(), asRole()), mayInsert(ownAccount(), asRole()), mayDelete(asRole())),
})
export class IdempotencyRecord {
  @PrimaryKey({ type: 'uuid' })
  accountId: string;

  @PrimaryKey({ type: 'text' })
  operation: string;

  @PrimaryKey({ type: 'text' })
  key: string;

  @Property({ type: 'text' })
  inputDigest: string;

  @Property({ type: 'jsonb' })
  result: unknown;

  @Property({ type: 'timestamptz', index: true })
  recordedAt: Date;
}

interface Request {
  accountId: string;
  operation: string;
  key: string;
  input: unknown;
  now: Date;
}

/**
 * Runs `work` once for a key, and returns the same result whenever the same input comes with the same key. Concurrent
 * requests with one key wait for each other. A refusal is not recorded, so the request can be retried.
 */
export async function onceFor<Result>(
  em: EntityManager,
  request: Request,
  work: () => Promise<Result>,
): Promise<Result> {
  const { accountId, operation, key } = request;
  const digest = createHash('sha256').update(JSON.stringify(request.input)).digest('hex');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${accountId}/${operation}/${key}`}, 0))`.execute(
    em.getKysely(),
  );
  const found = await findRecord<Result>(em, request);
  if (found) {
    if (found.inputDigest !== digest) throw new Refused(refuse('IDEMPOTENCY_CONFLICT', ['idempotencyKey'], { key }));
    return found.result;
  }
  const result = await work();
  await sql`
    insert into idempotency_record (account_id, operation, key, input_digest, result, recorded_at)
    values (${accountId}::uuid, ${operation}, ${key}, ${digest}, ${JSON.stringify(result)}::jsonb, ${request.now})
  `.execute(em.getKysely());
  return result;
}

async function findRecord<Result>(em: EntityManager, { accountId, operation, key }: Request) {
  const { rows } = await sql<{ inputDigest: string; result: Result }>`
    select ${named('input_digest', 'result')} from idempotency_record
    where account_id = ${accountId}::uuid and operation = ${operation} and key = ${key}`.execute(em.getKysely());
  return rows[0];
}
