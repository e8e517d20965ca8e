import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { traced } from '../kernel/tracing.js';
import type { Job } from './job.js';
import { recordDeletion } from './record-deletion.js';
import type { SetAside } from './set-aside.js';

export interface Item {
  /** Names the item among all of the job, in the log too. */
  id: string;
}

/** How many items a job may take, and which it has to pass over, since they failed a short time ago. */
export interface Portion {
  limit: number;
  except: string[];
  /** Items that failed and are to be tried again now; a job that finds what is due in its rows finds them anyway. */
  again: string[];
}

export interface ItemJobParts<Found extends Item> {
  name: string;
  /** So many items are worked on in one transaction. */
  atOnce: number;
  /** The rights of the transaction: those of a job (`db`), or of the gateway itself. */
  session?: 'db' | 'system';
  /** The rule of retention (src/retention) that it follows: what it works on is gone afterwards. */
  follows?: string;
  /** Finds and locks the next items, in an order that stays the same. */
  find: (em: EntityManager, context: Context, portion: Portion) => Promise<Found[]>;
  /** Works on them in the same transaction. */
  work: (em: EntityManager, context: Context, items: Found[]) => Promise<void>;
  nextDue?: Job['nextDue'];
}

export interface ItemJob extends Job {
  atOnce: number;
}

/**
 * A job that works on items, some at a time. No item stops the others: where some fail, fewer are tried at a time until
 * the one that fails is found; it is set aside and tried again later.
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
