import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityProperty } from '@mikro-orm/core';
import { CompiledQuery } from 'kysely';

type EntityClass<Row> = new () => Row;
type Convert = (value: unknown) => unknown;

interface Reading {
  text: (column: string) => string;
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
  const column = reading.columns.get(property);
  if (column === undefined) throw new Error(`${entity.name} has no column for ${property}`);
  const query = CompiledQuery.raw(reading.text(column), [[...keys]]);
  const { rows } = await em.getKysely().executeQuery<Row>(query as CompiledQuery<Row>);
  for (const row of rows) {
    Object.setPrototypeOf(row, entity.prototype as object);
    const values = row as Record<string, unknown>;
    for (const [name, convert] of reading.converted) {
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
    text: (column) => `select ${selected} from "${tableName}" where "${column}" = any($1)`,
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
