import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';

/** A kind of thing that continues after the request that began it. It names the grant that it depends on, and ends with it. */
export type LongLived = StoredThing | OpenConnection;

/** Entered with `enterGranted`; a job ends it and informs its owner. */
export interface StoredThing {
  kind: string;
  /** 名称: what it is, in the text message to its owner. */
  name: string;
  /** Ends one, in the transaction that is given; false where it had ended automatically. */
  end: (em: EntityManager, context: Context, id: string) => Promise<boolean>;
}

/** Ends at once: it is open to somebody who can be informed there and then. */
export interface OpenConnection {
  kind: string;
  /** What ends it, and how its owner is informed. */
  endedBy: string;
}

export function isStored(thing: LongLived): thing is StoredThing {
  return 'end' in thing;
}
