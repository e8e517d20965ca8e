import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import { onePlan } from '../kernel/lists/list-statement.js';
import { NotPlanned, PlannedRow, rowPlan, type RowPlan, statementOf } from '../kernel/lists/planned-page.js';
import { convertRows, type EntityClass, plainOf, readingOf, typeOf } from './entity-rows.js';
import { columnOf, tableOf } from './schema/columns.js';

/** Used in place of an id: the id of the row of `entity` whose property has this value. */
export class IdOf {
  constructor(
    readonly entity: EntityClass<object>,
    readonly property: string,
    readonly value: unknown,
  ) {}
}

type Equals<Row> = Partial<Record<keyof Row & string, unknown>>;
type Values = readonly unknown[];

/**
 * Returns the only row with these values; null if there is none, more than one, or no values are given. As
 * `findByKeys`, without hydration.
 */
export async function findOnly<Row extends object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  equals: Equals<Row> | undefined,
): Promise<Row | null> {
  if (!equals) return null;
  const plan = rowPlan.getStore();
  // As in `readPage`: the code that set a plan reads the planned row.
  if (plan) return (await findPlanned(em, entity, equals, plan)) as unknown as Row;
  const conditions = Object.entries(equals).map(([property, value]) =>
    conditionOf(entity, property, value, sql`${plainValue(value)}`),
  );
  const reading = readingOf(em, entity);
  const { rows } = await sql<Row>`
    ${sql.raw(onePlan + reading.select)} where ${sql.join(conditions, sql` and `)} limit 2`.execute(em.getKysely());
  return rows.length === 1 ? (convertRows(rows, entity, reading)[0] ?? null) : null;
}

const plainValue = (value: unknown) => (value instanceof IdOf ? value.value : value);

function conditionOf(
  entity: EntityClass<object>,
  property: string,
  value: unknown,
  given: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const column = sql.id(columnOf(entity, property));
  if (!(value instanceof IdOf)) return sql`${column} = ${given}`;
  const { entity: other, property: of } = value;
  return sql`${column} = (select id from ${sql.id(tableOf(other))} where ${sql.id(columnOf(other, of))} = ${given})`;
}

interface Finder {
  /** Identifies the plan that writes the rows. */
  rowAsJson: RowPlan['rowAsJson'];
  rows: DataLoader<Values, PlannedRow | null, string>;
}

/** For each snapshot: loaders that find planned rows by the values of some properties. */
const finders = new WeakMap<EntityManager, Map<string, Finder>>();

/** As `findOnly`, but returns JSON text. Concurrent look-ups in one snapshot share one statement. */
function findPlanned(
  em: EntityManager,
  entity: EntityClass<object>,
  equals: Record<string, unknown>,
  plan: RowPlan,
): Promise<PlannedRow | null> {
  const name = nameOf(entity, equals);
  const known = finders.get(em) ?? new Map<string, Finder>();
  finders.set(em, known);
  let finder = known.get(name);
  if (finder?.rowAsJson !== plan.rowAsJson) {
    finder = finderOf(em, entity, equals, plan);
    known.set(name, finder);
  }
  return finder.rows.load(Object.values(equals).map(plainValue));
}

const nameOf = (entity: EntityClass<object>, equals: object) => `${entity.name} ${Object.keys(equals).join(' ')}`;

function finderOf(
  em: EntityManager,
  entity: EntityClass<object>,
  equals: Record<string, unknown>,
  plan: RowPlan,
): Finder {
  const find = async (wanted: readonly Values[]) => {
    const text = statementOf(plan, nameOf(entity, equals), () => writeStatement(em, entity, equals, plan));
    const lists = Object.keys(equals).map((_, index) => wanted.map((values) => values[index]));
    await plan.beforeReading?.();
    const query = CompiledQuery.raw(text, lists) as CompiledQuery<{ place: string; row: string }>;
    const { rows } = await em.getKysely().executeQuery(query);
    const found = Map.groupBy(rows, ({ place }) => Number(place) - 1);
    return wanted.map((_, index) => {
      const [only, another] = found.get(index) ?? [];
      return only && !another ? new PlannedRow(only.row) : null;
    });
  };
  return { rowAsJson: plan.rowAsJson, rows: new DataLoader(find, { cacheKeyFn: (values) => JSON.stringify(values) }) };
}

/** Returns the statement that finds the rows for lists of values. */
function writeStatement(
  em: EntityManager,
  entity: EntityClass<object>,
  equals: Record<string, unknown>,
  plan: RowPlan,
): string {
  const { select, names } = plainOf(entity);
  const row = plan.rowAsJson(names);
  if (!row) throw new NotPlanned('A field is no plain column of the entity');
  const given = Object.entries(equals).map(([property, value], index) => {
    const type = value instanceof IdOf ? typeOf(em, value.entity, value.property) : typeOf(em, entity, property);
    const condition = conditionOf(entity, property, value, sql.ref(`given.value${index}`));
    // In a sub-select PostgreSQL does not know the length of the list; otherwise it would plan again for each list of
    // one key.
    return { list: sql`(select ${[]}::${sql.raw(type)}[])`, name: sql.id(`value${index}`), condition };
  });
  return sql`${sql.raw(onePlan)}
    select given.place, (${row})::text as row
    from unnest(${sql.join(given.map(({ list }) => list))})
        with ordinality as given (${sql.join(given.map((one) => one.name))}, place)
      cross join lateral (
        ${select} where ${sql.join(
          given.map(({ condition }) => condition),
          sql` and `,
        )} limit 2) as page`.compile(em.getKysely()).sql;
}
