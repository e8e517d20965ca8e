import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { openProgrammeCode } from './open-programme.js';
import { named } from '../database/schema/columns.js';

/** The data of a policy that a newcomer can push immediately: a company of the demonstration and the open programme. */
export interface ExamplePush {
  programme: string;
  policyYear: number;
  creditCode: string;
  name: string;
}

export async function findExamplePush(em: EntityManager): Promise<ExamplePush | null> {
  const { rows } = await sql<ExamplePush>`
    select programme.code as programme, ${named('programme.policy_year', 'enterprise.credit_code')},
      ${named('enterprise.name')}
    from programme, enterprise
    where programme.code = ${openProgrammeCode} and enterprise.demonstration
      and enterprise.region_code = '3501' and exists (
        select from qualification where enterprise_id = enterprise.id
          and make_date(programme.policy_year, 3, 1) between valid_from and valid_until)
    order by enterprise.credit_code limit 1`.execute(em.getKysely());
  return rows[0] ?? null;
}
