import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { ProgrammeRules } from './programme-rules.js';

/** Returns the rules in force of a programme: the newest version. All uses of the rules call it. */
export function findRulesInForce(em: EntityManager, programmeId: string): Promise<ProgrammeRules> {
  return em.findOneOrFail(ProgrammeRules, { programmeId }, { orderBy: { version: 'desc' } });
}

/** As SQL: the id of the rules in force, in parentheses. */
export function idOfRulesInForce(programmeId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select newest.id from programme_rules as newest
    where newest.programme_id = ${programmeId} order by newest.version desc limit 1)`;
}
