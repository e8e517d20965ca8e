import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import type { Context } from '../access/context.js';
import { Draft, programmeOf } from '../draft/draft.js';
import { refuseDraft } from '../draft/draft.refusals.js';
import { requireProgramme } from '../programme/find-programme.js';
import type { ProgrammeData } from '../programme/data/programme-data.js';
import { BudgetPolicy } from '../programme/programme-rules.js';
import { useRules, useStoredRules } from './candidates.sql.js';
import { sumLines, sumLinesTwice, supposeGrants } from './grants.sql.js';
import { refuseAssessment } from './assessment.refusals.js';
import { named } from '../database/schema/columns.js';
import { findRulesInForce } from '../programme/rules-in-force.js';

/** What is supposed instead of the rules in force; what is absent stays as it is. */
export interface SupposedRules {
  enterpriseCap?: string | null;
  budget?: string | null;
  qualificationKinds?: string[] | null;
  products?: { code: string; rate?: string | null; enterpriseCap?: string | null }[] | null;
}

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

/** Computes a programme by the rules in force and by supposed ones over the present data; nothing of it is kept. */
export function simulateProposal(context: Context, programme: string, supposed: SupposedRules): Promise<Simulation> {
  return context.db.dryRun(async (em) => {
    const { id } = await requireProgramme(em, programme);
    const rules = await findRulesInForce(em, id);
    await requireKnown(em, rules.id, supposed);
    return compareWith(em, rules.id, () => useSupposed(em, rules.id, supposed));
  });
}

/** The same for a draft of a later version, whose rules take the place of those in force. */
export function simulateDraft(context: Context, programme: string, draftId: string | undefined): Promise<Simulation> {
  return context.db.dryRun(async (em) => {
    const { id, code: programmeCode } = await requireProgramme(em, programme);
    const draft = draftId ? await em.findOne(Draft, { id: draftId, programmeCode }) : null;
    if (!draft) throw new Refused(refuseDraft('DRAFT_NOT_FOUND', ['draftId']));
    const rules = await findRulesInForce(em, id);
    return compareWith(em, rules.id, () => useDrafted(em, rules.id, programmeOf(draft).rules));
  });
}

/** Where caps, budget and some products alone differ, policies are read and judged once for both sides. */
async function compareWith(em: EntityManager, rulesId: string, useOthers: () => Promise<void>): Promise<Simulation> {
  await useOthers();
  await rename(em, { rule_in_force: 'supposed_rule', product_in_force: 'supposed_product' });
  await useStoredRules(em, rulesId);
  const again = await findProductsToJudge(em);
  await (again ? sumLinesTwice(em, again) : sumLines(em));
  await supposeGrants(em);
  await rename(em, {
    line_sum: 'present_line',
    grant_computed: 'present_grant',
    rule_in_force: 'present_rule',
    product_in_force: 'present_product',
    portfolio: 'present_portfolio',
  });
  await rename(em, { supposed_rule: 'rule_in_force', supposed_product: 'product_in_force' });
  await (again ? rename(em, { supposed_line: 'line_sum' }) : sumLines(em));
  await supposeGrants(em);
  return readSimulation(em);
}

async function rename(em: EntityManager, names: Record<string, string>): Promise<void> {
  for (const [name, other] of Object.entries(names)) {
    await sql`alter table ${sql.table(name)} rename to ${sql.table(other)}`.execute(em.getKysely());
  }
}

/**
 * The products whose policies may be judged otherwise than at present; absent where the rules for all of them differ. Caps
 * and budget come after the policies were judged: with other ones alone, every policy is judged once.
 */
async function findProductsToJudge(em: EntityManager): Promise<string[] | undefined> {
  const judging = (table: string, later: string[]) => sql`to_jsonb(${sql.table(table)}) - ${later}::text[]`;
  const ofRules = (table: string) => judging(table, ['enterprise_cap', 'budget', 'budget_policy']);
  const ofProduct = (table: string) => judging(table, ['enterprise_cap', 'position']);
  const { rows } = await sql<{ same: boolean; products: string[] }>`
    select (select ${ofRules('rule_in_force')} from rule_in_force) = (select ${ofRules('supposed_rule')} from supposed_rule) as same,
      array(select code from product_in_force full join supposed_product using (code)
        where ${ofProduct('product_in_force')} is distinct from ${ofProduct('supposed_product')}) as products`.execute(
    em.getKysely(),
  );
  return rows[0]?.same ? rows[0].products : undefined;
}

async function useDrafted(em: EntityManager, rulesId: string, { products, ...rules }: ProgrammeData['rules']) {
  const drafted = products.map((product) => asColumns({ ...product, rulesId }));
  await useRules(
    em,
    sql`
      select (jsonb_populate_record(programme_rules, ${JSON.stringify(asColumns(rules))}::jsonb)).*
      from programme_rules where id = ${rulesId}::uuid`,
    sql`select * from jsonb_populate_recordset(null::product, ${JSON.stringify(drafted)}::jsonb)`,
  );
}

/** The values under the names that the columns have. */
function asColumns(fields: object): object {
  const named = Object.entries(fields).map(([name, value]) => [
    name === 'productClass' ? 'class' : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(named);
}

/** What is misspelt would change nothing, or make nobody eligible, and be taken for a result. */
async function requireKnown(em: EntityManager, rulesId: string, supposed: SupposedRules): Promise<void> {
  const products = (supposed.products ?? []).map(({ code }) => code);
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${products}::text[]) as code
    where code not in (select product.code from product where rules_id = ${rulesId}::uuid)
    union all
    select code from unnest(${supposed.qualificationKinds ?? []}::text[]) as code
    where code not in (select kind.code from qualification_kind as kind)`.execute(em.getKysely());
  if (rows.length === 0) return;
  throw new Refused(refuseAssessment('SUPPOSED_CODE_UNKNOWN', null, { found: rows.map(({ code }) => code) }));
}

/** A budget that is given is meant to bind: it is shared out where it is short. */
async function useSupposed(em: EntityManager, rulesId: string, supposed: SupposedRules): Promise<void> {
  const changed = {
    ...(supposed.enterpriseCap && { enterprise_cap: supposed.enterpriseCap }),
    ...(supposed.budget && { budget: supposed.budget, budget_policy: BudgetPolicy.PRO_RATA }),
    ...(supposed.qualificationKinds && { qualification_kinds: supposed.qualificationKinds }),
  };
  const products = JSON.stringify(supposed.products ?? []);
  await useRules(
    em,
    sql`
      select (jsonb_populate_record(programme_rules, ${JSON.stringify(changed)}::jsonb)).*
      from programme_rules where id = ${rulesId}::uuid`,
    sql`
      select rules_id, product.code, position, name, name_in_english, class, coalesce(given.rate, product.rate) as rate,
        section, case when given.rate is null then later_rates else '{}' end as later_rates,
        coalesce(given."enterpriseCap", enterprise_cap) as enterprise_cap, first_time_only
      from product left join jsonb_to_recordset(${products}::jsonb) as given (code text, rate numeric(6,5),
        "enterpriseCap" numeric(14,2)) on given.code = product.code
      where rules_id = ${rulesId}::uuid`,
  );
}

async function readSimulation(em: EntityManager): Promise<Simulation> {
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

/** By product or class: amounts of the lines, before the caps for an enterprise and the budget. */
async function readByLine(em: EntityManager, key: 'product_code' | 'class'): Promise<SimulatedGroup[]> {
  const joined = (table: string) => sql`${sql.table(table)} join product_in_force on code = product_code`;
  // A line is of one company and product. Of a class, first a row for each company: to count distinct ones would sort them all.
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
