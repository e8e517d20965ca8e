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

/** How PostgreSQL writes the serialized value of each scalar. */
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

/** Written if a required field is null. The answer is then discarded, and resolvers report the error. */
const missingValue = `missing ${randomUUID()}`;

/** Throws if a row lacks a required value. */
export function requireWhole(row: string): void {
  if (row.includes(missingValue)) throw new NotPlannedNow('A required value is missing');
}

/** Returns the value of a required object, or the mark of a missing value. */
export const requiredOr: Write = (value) => sql`coalesce(${value}, to_json(${sql.lit(missingValue)}::text))`;

/** Returns the SQL of a field that is a property of its object; undefined if it is not. */
export function leafAsJson(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Write | undefined {
  const write = (field.extensions as GlobalIdExtension).globalId ? globalIdOf(type) : writerOf(field);
  if (!write || !isNonNullType(field.type)) return write;
  if (isWrittenAsText(field)) return (value) => sql`coalesce(${write(value)}, ${sql.lit(missingValue)})`;
  return (value) => requiredOr(sql`to_json(${write(value)})`);
}

/** Whether `row_to_json` quotes the value as text, so that the mark needs no quotes of its own. */
function isWrittenAsText({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  return !isListType(getNullableType(type)) && (isEnumType(named) || writtenAsText.has(named.name));
}

function writerOf({ type }: GraphQLField<unknown, unknown>): Write | undefined {
  const named = getNamedType(type);
  // An enum whose internal values differ from its names is not written by PostgreSQL.
  if (isEnumType(named) && named.getValues().some(({ name, value }) => name !== value)) return undefined;
  const name = isEnumType(named) ? 'String' : named.name;
  if (!isListType(getNullableType(type))) return scalars[name];
  return texts.has(name) ? (value) => sql`to_json((${value})::text[])` : undefined;
}

/** The same as `globalId` of the kernel: base64url without padding. `translate` would take three times as long. */
function globalIdOf({ name }: GraphQLObjectType): Write {
  return (value) => {
    const base64 = sql`encode(convert_to(${sql.lit(`${name}:`)} || (${value})::text, 'UTF8'), 'base64')`;
    return sql`rtrim(replace(replace(replace(${base64}, E'\n', ''), '+', '-'), '/', '_'), '=')`;
  };
}
