import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import type { FindRegion } from './token/outside-provider.js';

/** Finds regions by their codes, each once: a region never gets another id. */
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
