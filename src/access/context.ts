import type { Clock } from '../kernel/clock.js';
import type { Language } from '../kernel/errors/refusal.js';
import type { RequestTransaction } from '../database/session/request-transaction.js';
import type { EventStream } from '../event/follow/event-stream.js';
import type { SharedServices } from './shared-services.js';
import type { Viewer } from './viewer.js';

/** What a resolver and a use case are given: who asks, in what language, when, and the database as they may see it. */
export interface Context extends SharedServices {
  requestId: string;
  /** The network address that the request came from; empty for the gateway's own work. */
  address: string;
  viewer: Viewer;
  language: Language;
  clock: Clock;
  db: RequestTransaction;
  events: Pick<EventStream, 'follow' | 'reaches'>;
  /**
   * The database as the gateway itself: only for what no role may see or write, password digests for example. It has a
   * connection of its own for as long as one piece of work takes, also while `db` holds another.
   */
  system: Pick<RequestTransaction, 'inSnapshot' | 'write'>;
}
