import { type ClassType, createUnionType, Field, ObjectType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { members } from '../../access/role.js';
import { EventType } from '../../event/event-type.js';
import { globalId } from '../../kernel/values/global-id.js';
import { eventShapes } from '../../modules.js';
import { type FieldType, type Part, partsOf } from './event-data-parts.js';

type Data = Record<string, unknown>;

/** The data of `CLAIM_EXTENDED` has the type `ClaimExtendedData`. */
const nameOf = (type: string) => `${type.split('_').map(capital).join('')}Data`;
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const carried = Object.entries(eventShapes).map(([type, shape]) => ({
  type,
  // `Event.changes` has the changes, in the same form for every type.
  parts: partsOf(shape).filter(({ key }) => key !== 'changes'),
}));

/**
 * Names that are nullable in at least one type. A query can select fields of the same name from several types only if
 * they are all nullable or all required.
 */
const mayBeNull = new Set(
  carried.flatMap(({ parts }) => parts.filter(({ nullable }) => nullable).map(({ name }) => name)),
);

const types = new Map(
  carried
    .filter(({ parts }) => parts.length > 0)
    .map(({ type, parts }) => {
      const shown = parts.map((part) => ({ ...part, nullable: part.nullable || mayBeNull.has(part.name) }));
      return [type, { made: classOf(nameOf(type), `What \`${type}\` carries.`, shown), parts }];
    }),
);

export const EventDataUnion = createUnionType({
  name: 'EventData',
  description:
    'What an event carries: one type for each value of `EventType` whose events carry something, named after it. Ask for those that you follow. Types may be added.',
  types: () => [...types.values()].map(({ made }) => made) as [ClassType<object>, ...ClassType<object>[]],
  resolveType: (value: object) => value.constructor.name,
});

/** Returns the data of an event as an object of its schema type; null if the event has no data except changes. */
export function typedData(type: EventType, data: Data): object | null {
  const found = types.get(type);
  if (!found) return null;
  const values = found.parts.map(({ key, name, idOf }) => {
    const value = data[key] ?? null;
    return [name, idOf && value !== null ? globalId(idOf, String(value)) : value];
  });
  return Object.assign(new found.made(), Object.fromEntries(values)) as object;
}

/** Creates the class that the decorators would create, from the declaration of a module. */
function classOf(name: string, description: string, parts: Part[]): ClassType<object> {
  const made = { [name]: class {} }[name] as ClassType<object>;
  ObjectType(name, { description })(made);
  Access(...members)(made);
  for (const part of parts) {
    const type = part.parts ? classOf(name + capital(part.name), part.description, part.parts) : part.type;
    const options = { description: part.description, nullable: part.nullable };
    Field(() => (part.isList ? [type] : type) as FieldType, options)(made.prototype as object, part.name);
  }
  return made;
}
