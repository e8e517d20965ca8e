import { Arg, registerEnumType } from 'type-graphql';
import type { Order, SortKey } from './pagination.js';

/** The orders of one list: an enum of the schema, and what each of its values sorts by. */
export interface ListOrders<Name extends string> {
  enumeration: Record<Name, Name>;
  /** What a client gets that does not ask. */
  first: Name;
  of: (name: Name) => Order;
}

/** Declares the orders of a list once, for the schema and for the statement; the first is the default. */
export function defineOrders<Name extends string>(
  list: string,
  orders: Record<Name, { description: string; keys: SortKey[] }>,
): ListOrders<Name> {
  const names = Object.keys(orders) as Name[];
  const enumeration = Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;
  registerEnumType(enumeration, {
    name: `${list}Order`,
    description: `Order of a list of ${list}.`,
    valuesConfig: orders,
  });
  return { enumeration, first: names[0] as Name, of: (name) => ({ name, keys: orders[name].keys }) };
}

/** The argument `orderBy` of a list. */
export function OrderBy<Name extends string>({ enumeration, first }: ListOrders<Name>): ReturnType<typeof Arg> {
  return Arg('orderBy', () => enumeration, { defaultValue: first, description: 'In which order.' });
}
