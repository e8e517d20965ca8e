import { type RawBuilder, sql } from 'kysely';
import type { Order } from './order.js';

/** A condition that bounds what orders sort by first, as a condition of its own and by its value. */
export interface Bound {
  /** The first key of those orders; in another order, the bound is a condition like others. */
  key: RawBuilder<unknown>;
  upper: boolean;
  value: RawBuilder<unknown>;
  condition: RawBuilder<unknown>;
}

export function boundOf(key: RawBuilder<unknown>, operator: '<' | '<=' | '>=', value: RawBuilder<unknown>): Bound {
  return { key, upper: operator !== '>=', value, condition: sql`${key} ${sql.raw(operator)} ${value}` };
}

/**
 * Where the rows of a page are: within the bounds, and beyond the cursor, where there is one. PostgreSQL enters an index at one of
 * two conditions on the same side, not always the nearer one, and passes by what is between them. So of a bound and a cursor on the
 * same side the farther one is `true`, which the planner sees by their values.
 */
export function placeOf(
  { keys, descending = false }: Order,
  bounds: Bound[],
  cursor: string[] | undefined,
  forward: boolean,
): RawBuilder<unknown>[] {
  if (!cursor) return bounds.map(({ condition }) => condition);
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
    ...bounds.map((bound) =>
      unless(bound.condition, sameSide(bound) ? [sql`${places[0]} ${nearer} ${bound.value}`] : []),
    ),
    unless(
      beyond,
      bounds.filter(sameSide).map(({ value }) => sql`${places[0]} ${farther} ${value}`),
    ),
  ];
}
