import { type FilterQuery, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/** The row that these conditions find as it is now, locked until the transaction ends: nobody else changes it meanwhile. */
export function findLocked<Row extends object>(
  em: EntityManager,
  entity: new () => Row,
  where: FilterQuery<Row>,
): Promise<Row | null> {
  return em.findOne(entity, where, locked) as Promise<Row | null>;
}

/** As `findLocked`, where there has to be one. */
export function getLocked<Row extends object>(
  em: EntityManager,
  entity: new () => Row,
  where: FilterQuery<Row>,
): Promise<Row> {
  return em.findOneOrFail(entity, where, locked) as Promise<Row>;
}

/** As `findLocked`, every one of them. */
export function findAllLocked<Row extends object>(
  em: EntityManager,
  entity: new () => Row,
  where: FilterQuery<Row>,
): Promise<Row[]> {
  return em.find(entity, where, locked) as Promise<Row[]>;
}
