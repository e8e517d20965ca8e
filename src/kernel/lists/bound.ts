import { type RawBuilder, sql } from 'kysely';
import type { Order } from './order.js';

/** A condition that limits the first sort key of some orders, with its value. */
export interface Bound {
  /** The first key of those orders; in any other order, the bound is a normal condition. */
  key: RawBuilder<unknown>;
  upper: boolean;
  /** Whether the value itself is outside. */
  exclusive?: boolean;
  value: RawBuilder<unknown>;
  condition: RawBuilder<unknown>;
}

export function boundOf(key: RawBuilder<unknown>, operator: '<' | '<=' | '>=', value: RawBuilder<unknown>): Bound {
  const condition = sql`${key} ${sql.raw(operator)} ${value}`;
  return { key, upper: operator !== '>=', exclusive: operator === '<', value, condition };
}

/**
 * Returns conditions that a lower and an upper bound of the same key leave something between them. From their values the
 * planner sees that a page is empty; otherwise it expects rows, and may look for them in the whole table.
 */
export function nonEmpty(bounds: Bound[]): RawBuilder<unknown>[] {
  return bounds
    .filter(({ upper }) => !upper)
    .flatMap((lower) =>
      bounds
        .filter(({ upper, key }) => upper && key === lower.key)
        .map((upper) => sql`${lower.value} ${upper.exclusive ? sql`<` : sql`<=`} ${upper.value}`),
    );
}

/**
 * Returns the conditions for the rows of a page: within the bounds, and beyond the cursor if there is one. If a bound
 * and a cursor limit the same side, PostgreSQL may start its index scan at the farther one and skip the rows in
 * between. So the farther one is replaced by `true`, which the planner can evaluate from the values.
 */
export function placeOf(
  { keys, descending = false }: Order,
  bounds: Bound[],
  cursor: string[] | undefined,
  forward: boolean,
): RawBuilder<unknown>[] {
  const within = nonEmpty(bounds);
  if (!cursor) return [...within, ...bounds.map(({ condition }) => condition)];
  const upper = descending === forward;
  const columns = sql.join(keys.map((key) => key.sql));
  const places = keys.map(({ type }, index) => sql`${cursor[index]}::${sql.raw(type)}`);
  const [nearer, farther] = upper ? [sql`<`, sql`>`] : [sql`>`, sql`<`];
  const beyond =
    keys.length === 1 ? sql`${columns} ${nearer} ${places[0]}` : sql`(${columns}) ${nearer} (${sql.join(places)})`;
  const sameSide = (bound: Bound) => bound.upper === upper && bound.key === keys[0]?.sql;
  const unless = (condition: RawBuilder<unknown>, isFarther: RawBuilder<unknown>[]) =>
    isFarther.length === 0 ? condition : sql`(${sql.join([...isFarther, condition], sql` or `)})`;
  return [
    ...within,
    ...bounds.map((bound) =>
      unless(bound.condition, sameSide(bound) ? [sql`${places[0]} ${nearer} ${bound.value}`] : []),
    ),
    unless(
      beyond,
      bounds.filter(sameSide).map(({ value }) => sql`${places[0]} ${farther} ${value}`),
    ),
  ];
}
