import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../../kernel/errors/refusal.js';
import type { ProgrammeData } from '../../programme/data/programme-data.js';
import { BudgetPolicy } from '../../programme/programme-rules.js';
import { refuseAssessment } from '../assessment.refusals.js';
import { useRules } from '../candidates.sql.js';

/** The supposed changes of the rules in force; an absent field is not changed. */
export interface SupposedRules {
  enterpriseCap?: string | null;
  budget?: string | null;
  qualificationKinds?: string[] | null;
  products?: { code: string; rate?: string | null; enterpriseCap?: string | null }[] | null;
}

/** Selects the rules of a draft for the next computation. */
export async function useDrafted(em: EntityManager, rulesId: string, { products, ...rules }: ProgrammeData['rules']) {
  const drafted = products.map((product) => asColumns({ ...product, rulesId }));
  await useRules(
    em,
    sql`
      select (jsonb_populate_record(programme_rules, ${JSON.stringify(asColumns(rules))}::jsonb)).*
      from programme_rules where id = ${rulesId}::uuid`,
    sql`select * from jsonb_populate_recordset(null::product, ${JSON.stringify(drafted)}::jsonb)`,
  );
}

/** Returns the values by the names of their columns. */
function asColumns(fields: object): object {
  const named = Object.entries(fields).map(([name, value]) => [
    name === 'productClass' ? 'class' : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(named);
}

/**
 * Refuses unknown codes: otherwise a misspelt one would change nothing, or make nobody eligible, and look like a
 * result.
 */
export async function requireKnown(em: EntityManager, rulesId: string, supposed: SupposedRules): Promise<void> {
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

/** Selects the supposed rules for the next computation. A given budget always limits the amounts, pro rata. */
export async function useSupposed(em: EntityManager, rulesId: string, supposed: SupposedRules): Promise<void> {
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
