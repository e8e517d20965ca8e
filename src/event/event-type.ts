import { registerEnumType } from 'type-graphql';
import type { EventName, EventShapes } from './event-data.js';

/** What happened. Past tense: an event is never taken back, only followed by another. Each module declares its own. */
export type EventType = EventName;

/** The enum of the schema; filled by `registerEventTypes` once every module has declared its events. Code names a type as a text. */
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
