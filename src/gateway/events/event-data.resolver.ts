import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Event } from '../../event/event.js';
import type { SealedEvent } from '../../event/sealed/sealed-event.js';
import { EventDataUnion, typedData } from './event-data-types.js';

/** Each module declares the data of its events; only the gateway knows all of them. */
@Resolver(() => Event)
export class EventDataResolver {
  @FieldResolver(() => EventDataUnion, {
    nullable: true,
    description:
      'What the event carries, by its type; null where that is nothing, or only `changes`. Never account numbers, phone numbers or names of persons.',
  })
  data(@Root() { type, data }: SealedEvent): object | null {
    return typedData(type, data);
  }
}
