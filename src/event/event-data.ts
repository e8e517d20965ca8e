import { z } from 'zod';
import { globalId } from '../kernel/values/global-id.js';

/** The data of each type of event. Each module adds its own in `x.events.ts`, from the shapes that it declares. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- filled by the modules
export interface EventData {}

/** The name of a type of event. */
export type EventName = keyof EventData & string;

/** The data of one type of event. This does not compile if a type of event has no declared shape. */
export type DataOf<T extends EventName> = EventData[T];

/** Requires `data` unless it may be empty. */
export type Carrying<T extends EventName> =
  DataOf<T> extends Record<string, never>
    ? { data?: DataOf<T> }
    : object extends DataOf<T>
      ? { data?: DataOf<T> }
      : { data: DataOf<T> };

/** The shape of each type of event; the description says what happened. */
export type EventShapes = Readonly<Record<string, z.ZodObject>>;

/** The types of the data, inferred from the shapes of a module. */
export type ShapedData<Shapes> = {
  [Type in keyof Shapes]: Shapes[Type] extends z.ZodType ? z.infer<Shapes[Type]> : never;
};

/** For each type of event: the fields that contain the key of an object, with the type of object. */
const keysIn = new Map<string, [field: string, kind: string][]>();

/** Special properties of some events of a module. */
interface Special<Type> {
  /** Events that all may follow, because they contain only data of the published list. */
  public?: readonly Type[];
  /**
   * Actions of people that others decide on, or that cannot be undone: `actorsOf` looks up who did them. They are in an
   * index, so adding one needs a migration.
   */
  acts?: readonly Type[];
  /** The only events that an auditor may cause. */
  byAuditors?: readonly Type[];
}

/** The special events of all modules. Complete once every module is loaded. */
export const specialEvents = {
  public: new Set<EventName>(),
  acts: new Set<EventName>(),
  byAuditors: new Set<EventName>(),
};

/** Returns the shapes unchanged; checks their type and registers special events. */
export function defineEvents<Shapes extends EventShapes>(shapes: Shapes, special: Special<keyof Shapes> = {}): Shapes {
  for (const [kind, types] of Object.entries(special) as [keyof typeof specialEvents, readonly EventName[]][]) {
    for (const type of types) specialEvents[kind].add(type);
  }
  for (const [type, { shape: fields }] of Object.entries(shapes) as [string, z.ZodObject][]) {
    const kinds = Object.entries(fields).map(([field, value]) => [field, (value as z.ZodType).meta()?.['idOf']]);
    const keys = kinds.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    if (keys.length > 0) keysIn.set(type, keys);
  }
  return shapes;
}

/** Returns an event's data for clients: the log stores keys of objects, the API has ids. */
export function dataForClients(type: EventName, data: Record<string, unknown>): Record<string, unknown> {
  const keys = (keysIn.get(type) ?? []).filter(([field]) => typeof data[field] === 'string');
  if (keys.length === 0) return data;
  return { ...data, ...Object.fromEntries(keys.map(([field, kind]) => [field, globalId(kind, String(data[field]))])) };
}

/** Returns the data of an event of a known type. Throws if the event has another type. */
export function dataOf<T extends EventName>(type: T, event: { type: EventName; data: object }): DataOf<T> {
  if (event.type !== type) throw new Error(`An event ${event.type} is read as ${type}`);
  return event.data as DataOf<T>;
}

/** Names of our formats that JSON Schema does not define. */
export const formats = { money: 'money', decimal: 'decimal' } as const;

/** Parts of shapes. `values` must be the enum itself, so that the schema shows it under its name. */
export const shape = {
  /** One of several values of an enum. */
  oneOf: <Value extends string>(values: Record<string, Value>, meaning: string) => z.enum(values).describe(meaning),
  money: (meaning: string) =>
    z
      .string()
      .regex(/^\d+\.\d{2}$/)
      .meta({ format: formats.money, description: `${meaning}, in yuan` }),
  decimal: (meaning: string) => z.string().meta({ format: formats.decimal, description: meaning }),
  instant: (meaning: string) => z.iso.datetime({ offset: true }).describe(meaning),
  /** The key of an object, which the schema shows as its id. */
  keyOf: (type: string, meaning: string) => z.uuid().meta({ idOf: type, description: meaning }),
  day: (meaning: string) => z.iso.date().describe(meaning),
  count: (meaning: string) => z.int().nonnegative().describe(meaning),
  text: (meaning: string) => z.string().describe(meaning),
  changes: (meaning: string) =>
    z
      .array(z.strictObject({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
      .describe(meaning),
};

/** Returns a shape as a table for docs/events.md. */
export function drawShape(found: z.ZodObject | undefined): string {
  const schema = found && z.toJSONSchema(found);
  const rows = Object.entries(schema?.properties ?? {}).map(([name, value]) => {
    const { description = '' } = value as { description?: string };
    return `| \`${name}\` | ${schema?.required?.includes(name) ? 'always' : 'sometimes'} | ${description} |`;
  });
  return rows.length === 0 ? '' : ['| field | | meaning |', '|---|---|---|', ...rows].join('\n');
}
