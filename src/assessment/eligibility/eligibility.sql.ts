import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { countedDivision, isInRegion, listedQualifications, startsThatQualify } from '../candidates.sql.js';
import { rulesInForce } from './eligible-counts.sql.js';

/** The facts about a company from the public lists, judged like in the assessment by the rules in force. */
export interface PublicRecord {
  /** Whether the company is registered in a region of the programme; null where the register does not say. */
  regionFits: boolean | null;
  /**
   * Whether the company is qualified for a policy that starts on any day of the policy year, and on at least one day.
   */
  always: boolean;
  sometimes: boolean;
  periods: { kind: string; from: string; until: string }[];
}

/**
 * Returns undefined for a company on none of the lists, whether the platform knows it or not. That it knows a company,
 * for example because an insurer pushed a policy, is confidential.
 */
export async function readPublicRecord(
  em: EntityManager,
  programmeId: string,
  creditCode: string,
): Promise<PublicRecord | undefined> {
  const ofCompany = sql`enterprise_id = (select id from enterprise where credit_code = ${creditCode})`;
  const { rows } = await sql<PublicRecord>`
    with rules as materialized (${rulesInForce(sql`${programmeId}::uuid`)}), listed as (${listedQualifications(ofCompany)})
    select ${isInRegion} as "regionFits", ${startsThatQualify} @> rules.year as always,
      ${startsThatQualify} && rules.year as sometimes, to_jsonb(listed.entries) as periods
    from enterprise cross join rules cross join lateral (select ${countedDivision} as division_code) as place
      join listed on listed.enterprise_id = enterprise.id
    where credit_code = ${creditCode}`.execute(em.getKysely());
  return rows[0];
}
