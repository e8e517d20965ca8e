import type { EntityManager } from '@mikro-orm/postgresql';
import { isTemporaryFault } from '../database-fault.js';
import type { RequestTransaction } from './request-transaction.js';

/** Reads in one snapshot. If that fails because a replica is gone, reads again from the primary. */
export async function readOnce<T>(db: RequestTransaction, work: (em: EntityManager) => Promise<T>): Promise<T> {
  try {
    return await work(await db.read());
  } catch (error) {
    if (!isTemporaryFault(error) || !(await db.leaveReplica())) throw error;
    return await work(await db.read());
  } finally {
    await db.end();
  }
}
