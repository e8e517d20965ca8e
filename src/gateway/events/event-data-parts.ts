import { type Field, getMetadataStorage, ID, Int } from 'type-graphql';
import { z } from 'zod';
import { formats } from '../../event/event-data.js';
import { DecimalScalar } from '../../kernel/values/decimal.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { DateScalar, DateTimeScalar, JsonScalar } from '../../kernel/values/scalars.js';

/** A type as `@Field` accepts it. */
export type FieldType = ReturnType<NonNullable<Parameters<typeof Field>[0]>>;

/** A field of the schema for one key of an event's data. */
export interface Part {
  key: string;
  name: string;
  type: FieldType;
  /** The fields of a nested object, for which a type is created. */
  parts: Part[] | undefined;
  isList: boolean;
  nullable: boolean;
  description: string;
  /** The object type whose key this value is; absent if it is not a key. */
  idOf: string | undefined;
}

/** Returns a field for each key of a shape. */
export function partsOf({ shape }: z.ZodObject): Part[] {
  const keys = Object.keys(shape);
  return keys.map((key) => {
    const declared = shape[key] as z.ZodType;
    const inner = withoutNull(declared);
    const isList = inner instanceof z.ZodArray;
    const item = isList ? (inner.element as z.ZodType) : inner;
    return {
      key,
      name: nameIn(key, keys),
      type: typeOf(item),
      parts: item instanceof z.ZodObject ? partsOf(item) : undefined,
      isList,
      nullable: inner !== declared,
      description: sentence(declared.description ?? inner.description ?? ''),
      idOf: inner.meta()?.['idOf'] as string | undefined,
    };
  });
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** `from` is a reserved word in languages of generated clients, so a from-to pair is named as in `EventChange`. */
function nameIn(key: string, keys: string[]): string {
  if (key === 'from') return 'before';
  return key === 'to' && keys.includes('from') ? 'after' : key;
}

function withoutNull(value: z.ZodType): z.ZodType {
  const mayLack = value instanceof z.ZodOptional || value instanceof z.ZodNullable;
  return mayLack ? withoutNull(value.unwrap() as z.ZodType) : value;
}

function typeOf(value: z.ZodType): FieldType {
  if (value instanceof z.ZodObject) return Object;
  if (value instanceof z.ZodRecord) return JsonScalar;
  if (value instanceof z.ZodBoolean) return Boolean;
  if (value instanceof z.ZodNumber) return Int;
  if (value.meta()?.['idOf']) return ID;
  if (value instanceof z.ZodEnum) return registered(value.def.entries);
  if (value instanceof z.ZodString || value instanceof z.ZodNull || value instanceof z.ZodStringFormat) {
    return textTypes[String(value.meta()?.['format'] ?? (value as z.ZodString).format)] ?? String;
  }
  throw new Error(`Events carry values of a kind that the schema cannot show: ${value.def.type}`);
}

const textTypes: Record<string, FieldType> = {
  [formats.money]: MoneyScalar,
  [formats.decimal]: DecimalScalar,
  date: DateScalar,
  datetime: DateTimeScalar,
};

/** Checks that an enum is registered in the schema, and returns it. */
function registered(values: object): object {
  if (getMetadataStorage().enums.some(({ enumObj }) => enumObj === values)) return values;
  throw new Error(`Events carry one of ${Object.values(values).join(', ')}, which is no enum of the schema`);
}
