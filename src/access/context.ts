import type { Clock } from '../kernel/clock.js';
import type { Language } from '../kernel/errors/refusal.js';
import type { RequestTransaction } from '../database/session/request-transaction.js';
import type { EventStream } from '../event/follow/event-stream.js';
import type { SharedServices } from './shared-services.js';
import type { Viewer } from './viewer.js';

/**
 * Passed to resolvers and use cases: the viewer, language, clock, and the database restricted to what the viewer may
 * see.
 */
export interface Context extends SharedServices {
  requestId: string;
  /** The network address of the request; empty for work of the gateway itself. */
  address: string;
  viewer: Viewer;
  language: Language;
  clock: Clock;
  db: RequestTransaction;
  events: Pick<EventStream, 'follow' | 'reaches'>;
  /**
   * The database as the gateway itself, only for data that no role may see or write, such as password digests. Each
   * piece of work uses its own connection, even while `db` has another one.
   */
  system: Pick<RequestTransaction, 'inSnapshot' | 'write'>;
}
