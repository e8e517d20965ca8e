import { registerEnumType } from 'type-graphql';
import type { EventName, EventShapes } from './event-data.js';

/**
 * What happened, in past tense: an event is never undone, only followed by another. Each module declares its own types.
 */
export type EventType = EventName;

/**
 * The enum of the schema, filled by `registerEventTypes` after every module has declared its events. Code uses the
 * names as strings.
 */
export const EventType: object = {};

export function registerEventTypes(shapes: EventShapes): void {
  const meanings = Object.entries(shapes).map(([type, { description }]) => {
    if (!description) throw new Error(`The event ${type} has no description`);
    Object.assign(EventType, { [type]: type });
    return [type, { description }] as const;
  });
  registerEnumType(EventType, {
    name: 'EventType',
    description: 'What happened. Values may be added.',
    valuesConfig: Object.fromEntries(meanings),
  });
}
