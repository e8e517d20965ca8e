import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { countedDivision, isInRegion, listedQualifications, startsThatQualify } from '../candidates.sql.js';
import { policyYearDays } from '../../programme/policy-year.sql.js';
import { idOfRulesInForce } from '../../programme/rules-in-force.js';

/** Selects the rules in force of a programme, with its policy year. */
export const rulesInForce = (programmeId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select programme_rules.*, policy_year, ${policyYearDays} as year
  from programme_rules join programme on programme.id = programme_id
  where programme_rules.id = ${idOfRulesInForce(programmeId)}`;

/** The number of eligible companies by the code of their region. */
export type EligibleCounts = Record<string, number>;

/**
 * Counts companies that departments list with a kind of the programme valid on some day of the policy year, and that
 * are in business in a region of the programme by the register. Policies and exclusions are not considered.
 */
export async function countEligible(em: EntityManager, programmeId: RawBuilder<unknown>): Promise<EligibleCounts> {
  const { rows } = await sql<{ region: string; count: number }>`
    with rules as materialized (${rulesInForce(programmeId)}), listed as (${listedQualifications()}), place as (
      select ${countedDivision} as division_code
      from enterprise join listed on listed.enterprise_id = enterprise.id cross join rules
      where ${startsThatQualify} && rules.year
        and (register_status is null or register_status <> all(rules.statuses_out))
    )
    select region_of(division_code) as region, sum(companies)::int as count
    from (select division_code, count(*) as companies from place group by division_code) as place cross join rules
    where ${isInRegion} and region_of(division_code) is not null
    group by region order by region`.execute(em.getKysely());
  return Object.fromEntries(rows.map(({ region, count }) => [region, count]));
}

/** Selects the codes of the regions of a programme, by its rules in force. */
export const regionsOf = (programmeId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select place.division_code as code
  from (select code as division_code from region) as place cross join (${rulesInForce(sql`(${programmeId})`)}) as rules
  where ${isInRegion}`;
