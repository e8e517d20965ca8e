import type { Clock } from '../common/clock.js';
import type { Language } from '../common/refusal.js';
import type { RequestTransaction } from '../database/request-transaction.js';
import type { EventStream } from '../event/event-stream.js';
import type { Viewer } from './viewer.js';

/** What a resolver and a use case are given: who asks, in what language, when, and the database as they may see it. */
export interface Context {
  requestId: string;
  viewer: Viewer;
  language: Language;
  clock: Clock;
  db: RequestTransaction;
  events: Pick<EventStream, 'follow'>;
}
