import { z } from 'zod';
import { globalId } from '../kernel/values/global-id.js';

/** What events carry, by their types. Each module adds its own in `x.events.ts`, from the shapes that it declares. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- filled by the modules
export interface EventData {}

/** The name of a type of event. */
export type EventName = keyof EventData & string;

/** The data of one type of event. This line does not compile while a type of event has no declared shape. */
export type DataOf<T extends EventName> = EventData[T];

/** The data goes with the event unless it may be empty. */
export type Carrying<T extends EventName> =
  DataOf<T> extends Record<string, never>
    ? { data?: DataOf<T> }
    : object extends DataOf<T>
      ? { data?: DataOf<T> }
      : { data: DataOf<T> };

/** The shape of each type of event; its description says what happened. */
export type EventShapes = Readonly<Record<string, z.ZodObject>>;

/** The types of the data whose shapes a module declares. */
export type ShapedData<Shapes> = {
  [Type in keyof Shapes]: Shapes[Type] extends z.ZodType ? z.infer<Shapes[Type]> : never;
};

/** The fields of each type of event that hold the key of an object, and of which kind of object. */
const keysIn = new Map<string, [field: string, kind: string][]>();

/** What is special about some events of a module. */
interface Special<Type> {
  /** Anybody may follow them: they carry nothing that is not on the published list. */
  public?: readonly Type[];
  /**
   * What people do that others decide on, or that cannot be taken back: `actorsOf` looks up who did it. An index holds
   * them, so one more needs a migration.
   */
  acts?: readonly Type[];
  /** What an auditor may do, who changes nothing else. */
  byAuditors?: readonly Type[];
}

/** The special events of all modules. Complete once every module is loaded. */
export const specialEvents = {
  public: new Set<EventName>(),
  acts: new Set<EventName>(),
  byAuditors: new Set<EventName>(),
};

/** Checks the type of a declaration and leaves it as it is. */
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

/** What an event carries as clients read it: the log keeps keys of objects, the API has their ids. */
export function dataForClients(type: EventName, data: Record<string, unknown>): Record<string, unknown> {
  const keys = (keysIn.get(type) ?? []).filter(([field]) => typeof data[field] === 'string');
  if (keys.length === 0) return data;
  return { ...data, ...Object.fromEntries(keys.map(([field, kind]) => [field, globalId(kind, String(data[field]))])) };
}

/** The data of an event whose type was asked for. */
export function dataOf<T extends EventName>(type: T, event: { type: EventName; data: object }): DataOf<T> {
  if (event.type !== type) throw new Error(`An event ${event.type} is read as ${type}`);
  return event.data as DataOf<T>;
}

/** The keys of a shape's formats that JSON Schema has no name for. */
export const formats = { money: 'money', decimal: 'decimal' } as const;

/** Parts of the shapes. The schema shows an enum of its own under its name, so `values` is that enum itself. */
export const shape = {
  /** Of several values of an enum. */
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

/** The shapes as a table for docs/events.md. */
export function drawShape(found: z.ZodObject | undefined): string {
  const schema = found && z.toJSONSchema(found);
  const rows = Object.entries(schema?.properties ?? {}).map(([name, value]) => {
    const { description = '' } = value as { description?: string };
    return `| \`${name}\` | ${schema?.required?.includes(name) ? 'always' : 'sometimes'} | ${description} |`;
  });
  return rows.length === 0 ? '' : ['| field | | meaning |', '|---|---|---|', ...rows].join('\n');
}
