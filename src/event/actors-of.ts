import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { specialEvents } from './event-data.js';
import { EventType } from './event-type.js';
import { named } from '../database/schema/columns.js';

/** The matter of an act: all conditions together. */
export interface Matter {
  programmeId?: string;
  subjectIds?: string[];
  enterpriseIds?: string[];
}

/**
 * Who did one of these things in a matter, by the event log: the rule of four eyes compares them with who decides now.
 * An index holds only the types that a module declares as `acts`: others would be looked for in the whole log.
 */
export async function actorsOf(em: EntityManager, types: EventType[], matter: Matter): Promise<string[]> {
  const undeclared = types.filter((type) => !specialEvents.acts.has(type));
  if (undeclared.length > 0) throw new Error(`Not declared as acts by their module: ${undeclared.join(', ')}`);
  const conditions: RawBuilder<unknown>[] = [sql`type in (${sql.join(types.map((type) => sql.lit(type)))})`];
  if (matter.programmeId) conditions.push(sql`programme_id = ${matter.programmeId}::uuid`);
  if (matter.subjectIds) conditions.push(sql`subject_id = any(${matter.subjectIds}::uuid[])`);
  if (matter.enterpriseIds) conditions.push(sql`enterprise_id = any(${matter.enterpriseIds}::uuid[])`);
  const { rows } = await sql<{ actorId: string }>`
    select distinct ${named('actor_id')} from event
    where actor_id is not null and ${sql.join(conditions, sql` and `)}`.execute(em.getKysely());
  return rows.map(({ actorId }) => actorId);
}
