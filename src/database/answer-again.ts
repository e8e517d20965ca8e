import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';

/**
 * A change whose request may be repeated. A client that did not receive the answer sends the same request again, with
 * the version that it saw before. It then gets the earlier result instead of a version conflict.
 */
export interface RepeatableChange {
  accountId: string;
  /** The mutation, and the role and subject of the account that called it. */
  operation: string;
  /** The input of the client, including the version that it saw. */
  input: object;
  now: Date;
}

interface Running extends RepeatableChange {
  answeredAgain: boolean;
}

/** The result of the change's transaction: a value such as an id, or an entity, which is stored as its name and id. */
type Stored = { value: unknown } | { entity: string; id: string };

const running = new AsyncLocalStorage<Running | undefined>();

/** Runs a mutation and makes its first outermost transaction repeatable. */
export function repeatable<Result>(change: RepeatableChange, work: () => Promise<Result>): Promise<Result> {
  return running.run({ ...change, answeredAgain: false }, work);
}

/** Whether the current mutation returned the result of an earlier identical request. */
export function wasAnsweredAgain(): boolean {
  return running.getStore()?.answeredAgain ?? false;
}

/**
 * Runs the work of a transaction and records in it that the change was made. Nested transactions are not repeatable.
 */
export async function recordChange<Result>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  const change = running.getStore();
  if (!change) return work(em);
  const result = await running.run(undefined, () => work(em));
  // A change that does not increment the version may be made, undone and made again; it then already has a record.
  await sql`
    insert into idempotency_record (account_id, operation, key, input_digest, result, recorded_at)
    values (${change.accountId}::uuid, ${change.operation}, ${keyOf(change)}, ${keyOf(change)},
      ${JSON.stringify(stored(em, result))}::jsonb, ${change.now})
    on conflict do nothing`.execute(em.getKysely());
  return result;
}

/** Returns the earlier result of the same change; undefined if there is none. Runs in the transaction that refused. */
export async function earlierResult<Result>(em: EntityManager): Promise<{ result: Result } | undefined> {
  const change = running.getStore();
  if (!change) return undefined;
  const { rows } = await sql<{ result: Stored }>`
    select result from idempotency_record
    where account_id = ${change.accountId}::uuid and operation = ${change.operation} and key = ${keyOf(change)}`.execute(
    em.getKysely(),
  );
  const [found] = rows;
  if (!found) return undefined;
  change.answeredAgain = true;
  return { result: (await restored(em, found.result)) as Result };
}

/** Returns the record's key. It cannot collide with keys of clients, which are shorter. */
function keyOf({ input }: RepeatableChange): string {
  return `again:${createHash('sha256').update(JSON.stringify(input)).digest('hex')}`;
}

function stored(em: EntityManager, result: unknown): Stored {
  if (typeof result !== 'object' || result === null) return { value: result };
  const { className } = em.getMetadata().get(result.constructor as EntityClass<unknown>);
  return { entity: className, id: (result as { id: string }).id };
}

/** Restores a result. First discards the entities that the refused work changed. */
async function restored(em: EntityManager, found: Stored): Promise<unknown> {
  if ('value' in found) return found.value;
  em.clear();
  return em.findOneOrFail(em.getMetadata().getByClassName<{ id: string }>(found.entity).class, { id: found.id });
}
