import { sql } from 'kysely';
import type { Executor } from '../../database/session/executor.js';
import type { RowRules } from './policy-row.js';
import { named } from '../../database/schema/columns.js';
import { idOfRulesInForce } from '../../programme/rules-in-force.js';

/** The newest rules of a programme that rows are checked against; plain JSON for the reading process. */
export interface ProgrammeRowRules {
  rulesId: string;
  policyYear: number;
  maximumTermMonths: number;
  termEndInclusive: boolean;
  products: { code: string; name: string }[];
}

/** Returns the rules for senders who use product codes. */
export async function findRowRules(session: Executor, programmeId: string): Promise<RowRules & { rulesId: string }> {
  const rules = await findProgrammeRowRules(session, programmeId);
  return { ...rules, products: new Set(rules.products.map(({ code }) => code)) };
}

export async function findProgrammeRowRules(session: Executor, programmeId: string): Promise<ProgrammeRowRules> {
  const { rows } = await sql<ProgrammeRowRules>`
    select ${named('rules.id as rules_id', 'programme.policy_year', 'rules.maximum_term_months')},
      ${named('rules.term_end_inclusive')},
      (select jsonb_agg(jsonb_build_object('code', code, 'name', name) order by position)
        from product where rules_id = rules.id) as products
    from programme join programme_rules as rules on rules.id = ${idOfRulesInForce(sql`programme.id`)}
    where programme.id = ${programmeId}::uuid`.execute(session.getKysely());
  const found = rows[0];
  if (!found) throw new Error(`The programme ${programmeId} has no rules`);
  return found;
}
