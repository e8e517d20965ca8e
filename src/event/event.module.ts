import { defineModule } from '../module.js';
import { Event, EventPending, EventSeal } from './event.js';
import { EventResolver } from './event.resolver.js';

export const eventModule = defineModule({
  name: 'event',
  entities: [Event, EventSeal, EventPending],
  resolvers: [EventResolver],
});
