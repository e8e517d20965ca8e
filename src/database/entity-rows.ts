import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityProperty } from '@mikro-orm/core';
import { CompiledQuery, sql } from 'kysely';

type EntityClass<Row> = new () => Row;
type Convert = (value: unknown) => unknown;

interface Reading {
  /** The statement up to its conditions. */
  select: string;
  columns: Map<string, string>;
  /** Properties whose value is not what the driver reads. */
  converted: [property: string, convert: Convert][];
}

const readings = new WeakMap<object, Reading>();

/**
 * The rows of an entity with one of these keys, read without hydrating anything: as `em.find` would give them, but nobody
 * may change them. Lazy properties are not read.
 */
export async function findByKeys<Row extends object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  property: keyof Row & string,
  keys: readonly string[],
): Promise<Row[]> {
  const reading = readings.get(entity) ?? describe(em, entity);
  const query = CompiledQuery.raw(`${reading.select} where "${columnOf(reading, property)}" = any($1)`, [[...keys]]);
  const { rows } = await em.getKysely().executeQuery<Row>(query as CompiledQuery<Row>);
  return convertRows(rows, entity, reading);
}

/** As `findByKeys`: the only row with these values; null where there is none, or more than one, or nothing is asked. */
export async function findOnly<Row extends object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  equals: Partial<Record<keyof Row & string, unknown>> | undefined,
): Promise<Row | null> {
  if (!equals) return null;
  const reading = readings.get(entity) ?? describe(em, entity);
  const conditions = Object.entries(equals).map(
    ([property, value]) => sql`${sql.ref(columnOf(reading, property))} = ${value}`,
  );
  const { rows } = await sql<Row>`${sql.raw(reading.select)} where ${sql.join(conditions, sql` and `)} limit 2`.execute(
    em.getKysely(),
  );
  return rows.length === 1 ? (convertRows(rows, entity, reading)[0] ?? null) : null;
}

function columnOf({ columns, select }: Reading, property: string): string {
  const column = columns.get(property);
  if (column === undefined) throw new Error(`No column of ${property} in ${select}`);
  return column;
}

function convertRows<Row extends object>(rows: Row[], entity: EntityClass<Row>, { converted }: Reading): Row[] {
  for (const row of rows) {
    Object.setPrototypeOf(row, entity.prototype as object);
    const values = row as Record<string, unknown>;
    for (const [name, convert] of converted) {
      if (values[name] !== null) values[name] = convert(values[name]);
    }
  }
  return rows;
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
