import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { traced } from '../kernel/tracing.js';
import type { Job } from './job.js';
import { recordDeletion } from './record-deletion.js';
import type { SetAside } from './set-aside.js';

export interface Item {
  /** Identifies the item within the job, and in the log. */
  id: string;
}

/** How many items a job may take, and which it has to skip because they failed recently. */
export interface Portion {
  limit: number;
  except: string[];
  /** Failed items that are to be retried now. A job that finds due items by their rows finds them anyway. */
  again: string[];
}

export interface ItemJobParts<Found extends Item> {
  name: string;
  /** Maximum number of items in one transaction. */
  atOnce: number;
  /** The rights of the transaction: those of a job (`db`), or of the gateway itself. */
  session?: 'db' | 'system';
  /** The retention rule (src/retention) that the job applies: the items are deleted. */
  follows?: string;
  /** Finds and locks the next items, in a stable order. */
  find: (em: EntityManager, context: Context, portion: Portion) => Promise<Found[]>;
  /** Processes the items in the same transaction. */
  work: (em: EntityManager, context: Context, items: Found[]) => Promise<void>;
  nextDue?: Job['nextDue'];
}

export interface ItemJob extends Job {
  atOnce: number;
}

/**
 * Returns a job that processes items in batches. A failing item does not stop the others: after a failure, batches get
 * smaller until the failing item is found. It is set aside and retried later.
 */
export function itemJob<Found extends Item>(parts: ItemJobParts<Found>): ItemJob {
  const { name, atOnce, nextDue } = parts;
  const work: Job['work'] = (context, aside) => workOnItems(parts, context, aside);
  return { name, atOnce, work, ...(nextDue && { nextDue }) };
}

async function workOnItems<Found extends Item>(
  { name, atOnce, session = 'db', follows, find, work }: ItemJobParts<Found>,
  context: Context,
  aside: SetAside,
): Promise<boolean> {
  for (let limit = atOnce; ; limit = Math.ceil(limit / 2)) {
    let found: Found[] = [];
    try {
      await context[session].write(async (em) => {
        found = await find(em, context, { limit, except: aside.ids(), again: aside.due() });
        if (found.length > 0) await traced(`job ${name}`, {}, () => work(em, context, found));
        if (follows) await recordDeletion(em.getKysely(), follows, found.length, context.clock.now());
      });
      aside.forget(found.map(({ id }) => id));
      return found.length > 0;
    } catch (error) {
      const [item] = found;
      if (!item || isTemporaryFault(error)) throw error;
      if (found.length === 1) {
        aside.add(item.id, error);
        return true;
      }
      limit = found.length;
    }
  }
}
