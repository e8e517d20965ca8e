import { sql } from 'kysely';
import { defineModule } from '../module.js';
import { Event } from './event.js';
import { EventPending, EventSeal, EventServer } from './sealed/event-seal.js';
import { EventResolver } from './event.resolver.js';

export const eventModule = defineModule({
  name: 'event',
  entities: [Event, EventSeal, EventPending, EventServer],
  backlogs: [
    {
      name: 'events_to_seal',
      state: sql`select coalesce(sum(cardinality(pending.event_ids)), 0) as waiting,
          min((select occurred_at from event where event.id = pending.event_ids[1])) as since
        from event_pending as pending`,
    },
  ],
  resolvers: [EventResolver],
});
