import { type EntityClass, MetadataStorage, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';

const naming = new UnderscoreNamingStrategy();

type Declared = EntityClass<object> & { [MetadataStorage.PATH_SYMBOL]: string };

/** The options that a decorator sets for a property. */
interface Named {
  name: string;
  fieldName?: string;
  lazy?: boolean;
  type?: unknown;
}

interface Selected<Property> {
  /** The alias of the table in the statement. */
  of?: string;
  /** Properties that the reader does not need: large or encrypted values. */
  without?: readonly Property[];
}

/** Returns the columns of an entity for a `select`, each with its property name as alias. */
export function columnsOf<E extends object>(
  entity: EntityClass<E>,
  { of, without = [] }: Selected<keyof E> = {},
): RawBuilder<unknown> {
  const wanted = storedProperties(entity).filter(({ name }) => !without.includes(name as keyof E));
  return sql.join(
    wanted.map(({ name, column }) => {
      const found = sql.ref(of ? `${of}.${column}` : column);
      return column === name ? found : sql`${found} as ${sql.id(name)}`;
    }),
  );
}

/**
 * Returns columns for a `select`, each with the property name of MikroORM as alias: `claim.credit_code`,
 * `list_date::text`, or with another alias `policy_id as loader_key`.
 */
export function named(...columns: string[]): RawBuilder<unknown> {
  return sql.raw(columns.map(underProperty).join(', '));
}

/** Columns come from the code and never from a client; anything that is not a column name throws. */
function underProperty(text: string): string {
  const [, value, column, name = column] =
    /^((?:[a-z_]\w*\.)?([a-z]\w*)(?:::[a-z]+)?)(?: as ([a-z]\w*))?$/.exec(text) ?? [];
  if (!value || !name) throw new Error(`${text} is not the name of a column`);
  const property = naming.columnNameToProperty(name);
  return property === column && value === text ? text : `${value} as "${property}"`;
}

/** Returns the table of an entity. */
export function tableOf(entity: EntityClass<object>): string {
  return metadataOf(entity).tableName ?? naming.classToTableName(entity.name);
}

/** Returns the column of a property. */
export function columnOf(entity: EntityClass<object>, property: string): string {
  const found = storedProperties(entity).find(({ name }) => name === property);
  if (!found) throw new Error(`${entity.name} stores no ${property}`);
  return found.column;
}

/** Returns the columns of an entity by property, without large ones and those that only the program can decode. */
export function plainColumnsOf(entity: EntityClass<object>, of: string): Record<string, RawBuilder<unknown>> {
  const plain = storedProperties(entity).filter(({ lazy, type }) => !lazy && typeof type === 'string');
  return Object.fromEntries(plain.map(({ name, column }) => [name, sql.id(of, column)]));
}

/** Returns the select list for columns by property. */
export function selectOf(columns: Record<string, RawBuilder<unknown>>): RawBuilder<unknown> {
  return sql.join(Object.entries(columns).map(([name, column]) => sql`${column} as ${sql.id(name)}`));
}

const metadataOf = (entity: EntityClass<object>) =>
  MetadataStorage.getMetadata(entity.name, (entity as Declared)[MetadataStorage.PATH_SYMBOL]);

function storedProperties(entity: EntityClass<object>): (Named & { column: string })[] {
  const declared = Object.values(metadataOf(entity).properties);
  if (declared.length === 0) throw new Error(`${entity.name} stores nothing`);
  return declared
    .filter(({ persist }) => persist !== false)
    .map(({ name, fieldName, lazy, type }: Named) => ({
      name,
      lazy: lazy ?? false,
      type,
      column: fieldName ?? naming.propertyToColumnName(name),
    }));
}
