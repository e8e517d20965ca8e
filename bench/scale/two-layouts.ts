import type { BenchDatabase } from '../bench-database.js';

/** One of our tables twice, without foreign keys: unchanged, and in partitions by programme. */
export const layouts = ['plain', 'parted'] as const;
export type Layout = (typeof layouts)[number];

type Sql = BenchDatabase['sql'];

/** Creates `plain.TABLE` and `parted.TABLE` with all indexes of `public.TABLE`, and a partition for each programme. */
export async function arrangeLayouts(sql: Sql, table: string, programmes: readonly string[]): Promise<string[]> {
  for (const layout of layouts) await sql(`create schema if not exists ${layout}`);
  await sql(`create table plain.${table} (like ${table} including all)`);
  await sql(`create table parted.${table} (like ${table} including defaults including constraints including identity)
    partition by list (programme_id)`);
  for (const [at, programme] of programmes.entries())
    await sql(`create table parted.${table}_${at} partition of parted.${table} for values in ('${programme}')`);
  const indexes = await sql<{ definition: string; name: string; lacks: boolean }>(
    `select pg_get_indexdef(indexrelid) as definition, relname as name,
       indisunique and not (select attnum from pg_attribute
         where attrelid = indrelid and attname = 'programme_id') = any(indkey::int2[]) as lacks
     from pg_index join pg_class on oid = indexrelid where indrelid = '${table}'::regclass`,
  );
  for (const { definition, lacks } of indexes) {
    const parted = definition
      .replace(/ ON (?:public\.)?\w+ /, ` ON parted.${table} `)
      .replace(/ INDEX \S+ /, ' INDEX ');
    // PostgreSQL requires the partition key in a unique index across partitions.
    await sql(lacks ? parted.replace(/\(([^)]*)\)/, '($1, programme_id)') : parted);
  }
  return indexes.filter(({ lacks }) => lacks).map(({ name }) => name);
}

/** Returns the milliseconds of a statement in each layout: the fastest of several runs in turn. */
export async function compare(
  sql: Sql,
  statement: (layout: Layout) => string,
  { times = 5, undo = false } = {},
): Promise<{ plain: number; parted: number; ratio: number }> {
  const fastest = { plain: Infinity, parted: Infinity };
  for (let time = 0; time < times; time += 1) {
    for (const layout of layouts) {
      if (undo) await sql('begin');
      const began = performance.now();
      await sql(statement(layout));
      fastest[layout] = Math.min(fastest[layout], performance.now() - began);
      if (undo) await sql('rollback');
    }
  }
  return { ...fastest, ratio: fastest.parted / fastest.plain };
}

/** Counts the foreign keys in the schema that refer to these tables without the programme. */
export function referencesTo(sql: Sql, tables: readonly string[]): Promise<{ target: string; count: string }[]> {
  return sql(
    `select confrelid::regclass::text as target, count(*) from pg_constraint
     where contype = 'f' and confrelid = any($1::regclass[]) group by 1 order by 1`,
    [tables],
  );
}
