import { type ClassType, Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'Anything that can be fetched again by its id alone (Relay).',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and global: the same object has the same id for ever.' })
  id: string;
}

/** Gives plain rows of a statement the prototype of their class, so that they have its methods and its schema type. */
export function rowsAs<Row extends object>(type: ClassType<Row>, rows: object[]): Row[] {
  for (const row of rows) Object.setPrototypeOf(row, type.prototype as object);
  return rows as Row[];
}
