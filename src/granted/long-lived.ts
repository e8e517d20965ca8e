import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';

/** A kind of thing that continues after the request that began it. It depends on a grant, and ends with it. */
export type LongLived = StoredThing | OpenConnection;

/** Recorded by `enterGranted`; a job ends it and informs its owner. */
export interface StoredThing {
  kind: string;
  /** 名称: its name in the text message to its owner. */
  name: string;
  /** Ends one in the given transaction; returns false where it had ended on its own. */
  end: (em: EntityManager, context: Context, id: string) => Promise<boolean>;
}

/** A connection that ends immediately: the person who opened it is informed on it. */
export interface OpenConnection {
  kind: string;
  /** What ends it, and how its user is informed. */
  endedBy: string;
}

export function isStored(thing: LongLived): thing is StoredThing {
  return 'end' in thing;
}
