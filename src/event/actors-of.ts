import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { specialEvents } from './event-data.js';
import { EventType } from './event-type.js';
import { named } from '../database/schema/columns.js';

/** Identifies a matter; all given conditions must hold. */
export interface Matter {
  programmeId?: string;
  subjectIds?: string[];
  enterpriseIds?: string[];
}

/**
 * Returns who did one of these things in a matter, from the event log. Four eyes compares them with the person who
 * decides. Only types that a module declares as `acts` are in the index; for others the whole log would have to be
 * read.
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
