import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { Draft, programmeOf } from '../../draft/draft.js';
import { refuseDraft } from '../../draft/draft.refusals.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { requireProgramme } from '../../programme/find-programme.js';
import { findRulesInForce } from '../../programme/rules-in-force.js';
import { useStoredRules } from '../candidates.sql.js';
import { sumLines, sumLinesTwice, supposeGrants } from '../grants.sql.js';
import { readSimulation, type Simulation } from './simulation.sql.js';
import { requireKnown, type SupposedRules, useDrafted, useSupposed } from './suppose-rules.js';

/** Computes a programme over the present data by the rules in force and by supposed ones; stores nothing. */
export function simulateProposal(context: Context, programme: string, supposed: SupposedRules): Promise<Simulation> {
  return context.db.dryRun(async (em) => {
    const { id } = await requireProgramme(em, programme);
    const rules = await findRulesInForce(em, id);
    await requireKnown(em, rules.id, supposed);
    return compareWith(em, rules.id, () => useSupposed(em, rules.id, supposed));
  });
}

/** Does the same for the draft of a later version, whose rules replace those in force. */
export function simulateDraft(context: Context, programme: string, draftId: string | undefined): Promise<Simulation> {
  return context.db.dryRun(async (em) => {
    const { id, code: programmeCode } = await requireProgramme(em, programme);
    const draft = draftId ? await em.findOne(Draft, { id: draftId, programmeCode }) : null;
    if (!draft) throw new Refused(refuseDraft('DRAFT_NOT_FOUND', ['draftId']));
    const rules = await findRulesInForce(em, id);
    return compareWith(em, rules.id, () => useDrafted(em, rules.id, programmeOf(draft).rules));
  });
}

/** Compares both sets of rules. Where only caps, budget and some products differ, policies are read once for both. */
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
 * Returns the products for which the other rules may judge policies differently; undefined where the rules for all
 * products differ. Caps and budget are applied after the policies were judged, so where only they differ, every policy
 * is judged once.
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
