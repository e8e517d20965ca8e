import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';

/**
 * A change answered again: a client whose answer was lost sends the same request once more, with the version that it saw
 * then, and learns that it was done, not that somebody was quicker.
 */
export interface RepeatableChange {
  accountId: string;
  /** The mutation, and as whom the account asked for it. */
  operation: string;
  /** What the client sent, the version that it saw included. */
  input: object;
  now: Date;
}

interface Running extends RepeatableChange {
  answeredAgain: boolean;
}

/** What the transaction of a change returned: an id, or an entity, which is stored as its name and id. */
type Stored = { value: unknown } | { entity: string; id: string };

const running = new AsyncLocalStorage<Running | undefined>();

/** Runs a mutation whose first outermost transaction is repeatable. */
export function repeatable<Result>(change: RepeatableChange, work: () => Promise<Result>): Promise<Result> {
  return running.run({ ...change, answeredAgain: false }, work);
}

/** Whether the present mutation was answered from what it had done before. */
export function wasAnsweredAgain(): boolean {
  return running.getStore()?.answeredAgain ?? false;
}

/** Runs the work of a transaction and records in it that the change was made. Transactions inside are not repeatable. */
export async function recordChange<Result>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  const change = running.getStore();
  if (!change) return work(em);
  const result = await running.run(undefined, () => work(em));
  // A change that does not count as a new version, and is made, undone and made again, has its record already.
  await sql`
    insert into idempotency_record (account_id, operation, key, input_digest, result, recorded_at)
    values (${change.accountId}::uuid, ${change.operation}, ${keyOf(change)}, ${keyOf(change)},
      ${JSON.stringify(stored(em, result))}::jsonb, ${change.now})
    on conflict do nothing`.execute(em.getKysely());
  return result;
}

/** What the same change returned when it was made; undefined where it was not. Read in the transaction that refused. */
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

/** Beside the keys that clients choose, none of which is this long. */
function keyOf({ input }: RepeatableChange): string {
  return `again:${createHash('sha256').update(JSON.stringify(input)).digest('hex')}`;
}

function stored(em: EntityManager, result: unknown): Stored {
  if (typeof result !== 'object' || result === null) return { value: result };
  const { className } = em.getMetadata().get(result.constructor as EntityClass<unknown>);
  return { entity: className, id: (result as { id: string }).id };
}

/** What the refused work did to its entities is forgotten first. */
async function restored(em: EntityManager, found: Stored): Promise<unknown> {
  if ('value' in found) return found.value;
  em.clear();
  return em.findOneOrFail(em.getMetadata().getByClassName<{ id: string }>(found.entity).class, { id: found.id });
}
