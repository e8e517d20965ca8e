import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import { NotPlannedNow } from '../../../kernel/lists/planned-page.js';
import type { GlobalIdExtension } from '../../../kernel/values/global-id.js';

type Write = (value: RawBuilder<unknown>) => RawBuilder<unknown>;

const text: Write = (value) => sql`(${value})::text`;

/** How PostgreSQL writes what a scalar of the schema serializes. */
const scalars: Record<string, Write> = {
  String: text,
  ID: text,
  Money: text,
  Decimal: text,
  Date: text,
  Int: (value) => sql`(${value})::int`,
  Boolean: (value) => sql`(${value})::boolean`,
  DateTime: (value) => sql`to_char((${value})::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

const texts = new Set(['String', 'ID', 'Money', 'Decimal', 'Date']);
const writtenAsText = new Set([...texts, 'DateTime']);

/** Where a field that must not be null is null: the statement's answer is not used, and resolvers say what is wrong. */
const missingValue = `missing ${randomUUID()}`;

/** Throws where a row lacks a value that must not be null. */
export function requireWhole(row: string): void {
  if (row.includes(missingValue)) throw new NotPlannedNow('A required value is missing');
}

/** The value of a required object, or the mark that there is none. */
export const requiredOr: Write = (value) => sql`coalesce(${value}, to_json(${sql.lit(missingValue)}::text))`;

/** The SQL of a field that is a property of its object; undefined where that is not known. */
export function leafAsJson(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Write | undefined {
  const write = (field.extensions as GlobalIdExtension).globalId ? globalIdOf(type) : writerOf(field);
  if (!write || !isNonNullType(field.type)) return write;
  if (isWrittenAsText(field)) return (value) => sql`coalesce(${write(value)}, ${sql.lit(missingValue)})`;
  return (value) => requiredOr(sql`to_json(${write(value)})`);
}

/** `row_to_json` quotes a text itself: a mark beside it needs no JSON of its own. */
function isWrittenAsText({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  return !isListType(getNullableType(type)) && (isEnumType(named) || writtenAsText.has(named.name));
}

function writerOf({ type }: GraphQLField<unknown, unknown>): Write | undefined {
  const named = getNamedType(type);
  // An enum whose values are called otherwise in the program is written by the program.
  if (isEnumType(named) && named.getValues().some(({ name, value }) => name !== value)) return undefined;
  const name = isEnumType(named) ? 'String' : named.name;
  if (!isListType(getNullableType(type))) return scalars[name];
  return texts.has(name) ? (value) => sql`to_json((${value})::text[])` : undefined;
}

/** As `globalId` of the kernel: base64 for addresses, without padding. `translate` would take three times as long. */
function globalIdOf({ name }: GraphQLObjectType): Write {
  return (value) => {
    const base64 = sql`encode(convert_to(${sql.lit(`${name}:`)} || (${value})::text, 'UTF8'), 'base64')`;
    return sql`rtrim(replace(replace(replace(${base64}, E'\n', ''), '+', '-'), '/', '_'), '=')`;
  };
}
