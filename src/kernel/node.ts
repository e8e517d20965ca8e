import { type ClassType, Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'Anything that can be fetched again by its id alone (Relay).',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and global: the same object has the same id for ever.' })
  id: string;
}

/** Lets a plain row of a planned statement be what its class says: the methods, and the type in the schema. */
export function rowsAs<Row extends object>(type: ClassType<Row>, rows: object[]): Row[] {
  for (const row of rows) Object.setPrototypeOf(row, type.prototype as object);
  return rows as Row[];
}
