import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import type { FindRegion } from './token/outside-provider.js';

/** Returns a function that finds the id of a region by its code and caches it, because the id never changes. */
export function regionFinder(root: EntityManager): FindRegion {
  const known = new Map<string, string>();
  return async (code) => {
    const id = known.get(code) ?? (await read(root, code));
    if (id !== undefined) known.set(code, id);
    return id;
  };
}

function read(root: EntityManager, code: string): Promise<string | undefined> {
  return new RequestTransaction(root, systemSession).inSnapshot(async (em) => {
    const { rows } = await sql<{ id: string }>`select id from region where code = ${code}`.execute(em.getKysely());
    return rows[0]?.id;
  });
}
