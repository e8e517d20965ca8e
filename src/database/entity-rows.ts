import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityProperty } from '@mikro-orm/core';
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import { NotPlannedNow, PlannedRow, rowPlan, type RowPlan, statementOf } from '../kernel/lists/planned-page.js';
import { plainColumnsOf, selectOf, tableOf } from './schema/columns.js';

export type EntityClass<Row> = new () => Row;
type Convert = (value: unknown) => unknown;

interface Reading {
  /** The SELECT statement without conditions. */
  select: string;
  columns: Map<string, string>;
  /** Properties whose value differs from what the driver reads. */
  converted: [property: string, convert: Convert][];
}

const readings = new WeakMap<object, Reading>();

export function readingOf(em: EntityManager, entity: EntityClass<object>): Reading {
  return readings.get(entity) ?? describe(em, entity);
}

/**
 * Returns the rows of an entity with one of these keys, as `em.find` would, but without hydration. The rows must not be
 * changed. Lazy properties are not read.
 */
export async function findByKeys<Row extends object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  property: keyof Row & string,
  keys: readonly string[],
): Promise<Row[]> {
  const plan = rowPlan.getStore();
  if (plan?.byId && property === 'id') return (await findPlannedByIds(em, entity, keys, plan)) as unknown as Row[];
  const reading = readingOf(em, entity);
  const column = reading.columns.get(property);
  if (column === undefined) throw new Error(`${entity.name} has no column for ${property}`);
  const type = typeOf(em, entity, property);
  const query = CompiledQuery.raw(`${reading.select} where "${column}" = any($1::${type}[])`, [[...keys]]);
  const { rows } = await em.getKysely().executeQuery<Row>(query as CompiledQuery<Row>);
  return convertRows(rows, entity, reading);
}

/** As `findByKeys`, but returns each row as JSON text with its id. */
async function findPlannedByIds(
  em: EntityManager,
  entity: EntityClass<object>,
  ids: readonly string[],
  plan: RowPlan,
): Promise<(PlannedRow & { id: string })[]> {
  const text = statementOf(plan, `${entity.name} by id`, () => writeStatementById(em, entity, plan));
  await plan.beforeReading?.();
  const query = CompiledQuery.raw(text, [[...ids]]) as CompiledQuery<{ id: string; row: string }>;
  const { rows } = await em.getKysely().executeQuery(query);
  return rows.map((found) => Object.assign(new PlannedRow(found.row), { id: found.id }));
}

function writeStatementById(em: EntityManager, entity: EntityClass<object>, plan: RowPlan): string {
  const { select, names } = plainOf(entity);
  const row = plan.rowAsJson(names, entity.name);
  if (!row) throw new NotPlannedNow('A field is no plain column of the entity');
  return sql`
    select page.id, (${row})::text as row from (${select} where id = any(${[]}::uuid[])) as page`.compile(
    em.getKysely(),
  ).sql;
}

/** The plain columns of an entity, from which its rows are written as JSON. */
export interface Plain {
  select: RawBuilder<unknown>;
  names: ReadonlySet<string>;
}

const plain = new WeakMap<object, Plain>();

export function plainOf(entity: EntityClass<object>): Plain {
  const known = plain.get(entity);
  if (known) return known;
  const table = tableOf(entity);
  const columns = plainColumnsOf(entity, table);
  const made = {
    select: sql`select ${selectOf(columns)} from ${sql.id(table)}`,
    names: new Set(Object.keys(columns)),
  };
  plain.set(entity, made);
  return made;
}

export function convertRows<Row extends object>(rows: Row[], entity: EntityClass<Row>, { converted }: Reading): Row[] {
  for (const row of rows) {
    Object.setPrototypeOf(row, entity.prototype as object);
    const values = row as Record<string, unknown>;
    for (const [name, convert] of converted) {
      if (values[name] !== null) values[name] = convert(values[name]);
    }
  }
  return rows;
}

/** Returns the PostgreSQL type of a column. */
export function typeOf(em: EntityManager, entity: EntityClass<object>, property: string): string {
  const { properties } = em.getMetadata().get(entity);
  return properties[property as never]!['columnTypes'][0] as string;
}

function describe(em: EntityManager, entity: EntityClass<object>): Reading {
  const { tableName, props } = em.getMetadata().get(entity);
  const read = props.filter(({ persist, lazy }) => persist !== false && !lazy);
  const columns = new Map(read.map(({ name, fieldNames }): [string, string] => [name, fieldNames[0] as string]));
  const selected = [...columns].map(([name, column]) => `"${column}" as "${name}"`).join(', ');
  const reading: Reading = {
    columns,
    select: `select ${selected} from "${tableName}"`,
    converted: read.flatMap((prop) => {
      const convert = conversionOf(em, prop);
      return convert ? [[prop.name, convert] as [string, Convert]] : [];
    }),
  };
  readings.set(entity, reading);
  return reading;
}

function conversionOf(em: EntityManager, { runtimeType, customType, kind, name }: EntityProperty): Convert | undefined {
  if (kind !== 'scalar') throw new Error(`${name} is not a plain column`);
  const platform = em.getPlatform();
  if (runtimeType === 'Date') return (value) => platform.parseDate(value as string);
  if (!customType) return undefined;
  return (value) => customType.convertToJSValue(value, platform) as unknown;
}
