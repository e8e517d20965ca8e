import { type FilterQuery, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/**
 * Finds the current row with these conditions and locks it until the transaction ends, so that nobody else changes it.
 */
export function findLocked<Row extends object>(
  em: EntityManager,
  entity: new () => Row,
  where: FilterQuery<Row>,
): Promise<Row | null> {
  return em.findOne(entity, where, locked) as Promise<Row | null>;
}

/** As `findLocked`, but throws if there is no row. */
export function getLocked<Row extends object>(
  em: EntityManager,
  entity: new () => Row,
  where: FilterQuery<Row>,
): Promise<Row> {
  return em.findOneOrFail(entity, where, locked) as Promise<Row>;
}

/** As `findLocked`, but for all rows. */
export function findAllLocked<Row extends object>(
  em: EntityManager,
  entity: new () => Row,
  where: FilterQuery<Row>,
): Promise<Row[]> {
  return em.find(entity, where, locked) as Promise<Row[]>;
}
