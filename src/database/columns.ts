import { type EntityClass, MetadataStorage, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';

const naming = new UnderscoreNamingStrategy();

type Declared = EntityClass<object> & { [MetadataStorage.PATH_SYMBOL]: string };

/** What a decorator says of a property. */
interface Named {
  name: string;
  fieldName?: string;
}

interface Selected<Property> {
  /** The name of the table in the statement. */
  of?: string;
  /** What the reader does not need: large or sealed values. */
  without?: readonly Property[];
}

/** The columns of an entity for a `select`, each under the name of its property, as the entity declares them. */
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

function storedProperties(entity: EntityClass<object>): { name: string; column: string }[] {
  const { properties } = MetadataStorage.getMetadata(entity.name, (entity as Declared)[MetadataStorage.PATH_SYMBOL]);
  const declared = Object.values(properties);
  if (declared.length === 0) throw new Error(`${entity.name} stores nothing`);
  return declared
    .filter(({ persist }) => persist !== false)
    .map(({ name, fieldName }: Named) => ({ name, column: fieldName ?? naming.propertyToColumnName(name) }));
}
