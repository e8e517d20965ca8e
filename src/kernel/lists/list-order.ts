import { Arg, registerEnumType } from 'type-graphql';
import { sql } from 'kysely';
import type { Order, SortKey } from './order.js';

/** The orders of one list: an enum of the schema, and the sort keys of each value. */
export interface ListOrders<Name extends string> {
  enumeration: Record<Name, Name>;
  /** The default order. */
  first: Name;
  of: (name: Name) => Order;
}

/** Declares the orders of a list for the schema and for the statement. The first one is the default. */
export function defineOrders<Name extends string>(
  list: string,
  orders: Record<Name, { description: string; descending?: boolean; keys: SortKey[] }>,
): ListOrders<Name> {
  const names = Object.keys(orders) as Name[];
  const enumeration = Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;
  registerEnumType(enumeration, {
    name: `${list}Order`,
    description: `Order of a list of ${list}.`,
    valuesConfig: orders,
  });
  return {
    enumeration,
    first: names[0] as Name,
    of: (name) => ({ name, descending: orders[name].descending ?? false, keys: orders[name].keys }),
  };
}

/** Declares the orders of a list by time: the latest first, or the earliest first. */
export function defineTimeOrders<Column extends string>(list: string, column: Column, key = 'id') {
  type Name = Uppercase<Column>;
  const name = column.toUpperCase() as Name;
  const keys: SortKey[] = [
    { sql: sql.ref(column), type: 'timestamptz' },
    { sql: sql.ref(key), type: 'uuid' },
  ];
  return defineOrders(list, {
    [`${name}_DESC`]: { description: 'The latest first.', descending: true, keys },
    [name]: { description: 'The earliest first.', keys },
  } as Record<Name | `${Name}_DESC`, { description: string; descending?: boolean; keys: SortKey[] }>);
}

/** Declares the argument `orderBy` of a list. */
export function OrderBy<Name extends string>({ enumeration, first }: ListOrders<Name>): ReturnType<typeof Arg> {
  return Arg('orderBy', () => enumeration, { defaultValue: first, description: 'In which order.' });
}
