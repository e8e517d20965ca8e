import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { named } from '../../database/schema/columns.js';

export interface SimulatedTotals {
  enterprises: number;
  policies: number;
  calculated: string;
  granted: string;
}

export interface SimulatedGroup {
  key: string;
  presentEnterprises: number;
  presentAmount: string;
  supposedEnterprises: number;
  supposedAmount: string;
}

export interface SimulatedChange {
  enterpriseId: string;
  before: string;
  after: string;
}

export interface Simulation {
  present: SimulatedTotals;
  supposed: SimulatedTotals;
  byProduct: SimulatedGroup[];
  byClass: SimulatedGroup[];
  byCity: SimulatedGroup[];
  bySize: SimulatedGroup[];
  gainerCount: number;
  loserCount: number;
  gainers: SimulatedChange[];
  losers: SimulatedChange[];
}

/** Reads the results of both sets of rules. */
export async function readSimulation(em: EntityManager): Promise<Simulation> {
  const changes = await readChanges(em);
  return {
    present: await readTotals(em, 'present_line', 'present_grant'),
    supposed: await readTotals(em, 'line_sum', 'grant_computed'),
    byProduct: await readByLine(em, 'product_code'),
    byClass: await readByLine(em, 'class'),
    byCity: await readByEnterprise(em, 'city'),
    bySize: await readByEnterprise(em, 'size'),
    ...changes,
  };
}

async function readTotals(em: EntityManager, lines: string, grants: string): Promise<SimulatedTotals> {
  const { rows } = await sql<SimulatedTotals>`
    select count(*)::int as enterprises, coalesce(sum(calculated), 0)::numeric(16,2)::text as calculated,
      coalesce(sum(granted), 0)::numeric(16,2)::text as granted,
      (select coalesce(sum(policies), 0)::int from ${sql.table(lines)}) as policies
    from ${sql.table(grants)}`.execute(em.getKysely());
  return rows[0] as SimulatedTotals;
}

/** By product or class: sums of the lines before the caps for an enterprise and the budget. */
async function readByLine(em: EntityManager, key: 'product_code' | 'class'): Promise<SimulatedGroup[]> {
  const joined = (table: string) => sql`${sql.table(table)} join product_in_force on code = product_code`;
  // A line has one company and product. For a class, lines are first grouped by company, because counting distinct
  // companies would sort all lines.
  const lines = (table: string) =>
    key === 'product_code'
      ? sql`select product_code, subsidy from ${joined(table)}`
      : sql`select class, sum(subsidy) as subsidy from ${joined(table)} group by class, enterprise_id`;
  const groups = (table: string) => sql`(
    select ${sql.ref(key)} as key, count(*)::int as enterprises, sum(subsidy) as amount
    from (${lines(table)}) as of_enterprise group by 1)`;
  return readGroups(em, groups('present_line'), groups('line_sum'));
}

const groupOfEnterprise = {
  city: sql`coalesce(region_code, left(division_code, 4))`,
  size: sql`case when granted < 10000 then '1: < 10000' when granted < 50000 then '2: < 50000'
    when granted < 100000 then '3: < 100000' when granted < 300000 then '4: < 300000' else '5: ≥ 300000' end`,
};

async function readByEnterprise(em: EntityManager, key: keyof typeof groupOfEnterprise): Promise<SimulatedGroup[]> {
  const grants = (table: string) => sql`
    select ${groupOfEnterprise[key]} as key, count(*)::int as enterprises, sum(granted) as amount
    from ${sql.table(table)} join enterprise on enterprise.id = enterprise_id group by 1`;
  return readGroups(em, sql`(${grants('present_grant')})`, sql`(${grants('grant_computed')})`);
}

async function readGroups(
  em: EntityManager,
  present: ReturnType<typeof sql>,
  supposed: ReturnType<typeof sql>,
): Promise<SimulatedGroup[]> {
  const { rows } = await sql<SimulatedGroup>`
    select key, coalesce(present.enterprises, 0) as "presentEnterprises",
      coalesce(present.amount, 0)::numeric(16,2)::text as "presentAmount",
      coalesce(supposed.enterprises, 0) as "supposedEnterprises",
      coalesce(supposed.amount, 0)::numeric(16,2)::text as "supposedAmount"
    from ${present} as present full join ${supposed} as supposed using (key) order by key`.execute(em.getKysely());
  return rows;
}

const mostShown = 20;

async function readChanges(em: EntityManager) {
  await sql`
    create temporary table grant_change on commit drop as
    select enterprise_id, coalesce(present.granted, 0)::numeric(14,2) as before,
      coalesce(supposed.granted, 0)::numeric(14,2) as after
    from present_grant as present full join grant_computed as supposed using (enterprise_id)
    where present.granted is distinct from supposed.granted`.execute(em.getKysely());
  const { rows } = await sql<{ gainerCount: number; loserCount: number }>`
    select count(*) filter (where after > before)::int as "gainerCount",
      count(*) filter (where after < before)::int as "loserCount" from grant_change`.execute(em.getKysely());
  const top = async (sign: number) => {
    const found = await sql<SimulatedChange>`
      select ${named('enterprise_id', 'before', 'after')} from grant_change where sign(after - before) = ${sign}
      order by abs(after - before) desc, enterprise_id limit ${mostShown}`.execute(em.getKysely());
    return found.rows;
  };
  const counts = rows[0] as { gainerCount: number; loserCount: number };
  return { ...counts, gainers: await top(1), losers: await top(-1) };
}
