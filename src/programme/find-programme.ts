import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { Programme } from './programme.js';
import { refuseProgramme } from './programme.refusals.js';

/** Returns the programme of a mutation's field `programme`; refuses where there is none. */
export async function requireProgramme(em: EntityManager, code: string): Promise<Programme> {
  const programme = await em.findOne(Programme, { code });
  if (!programme) throw new Refused(refuseProgramme('PROGRAMME_NOT_FOUND', ['programme'], { found: code }));
  return programme;
}

/**
 * The condition that a row with a `programme_id` belongs to the programme with this code; none where the code is
 * absent.
 */
export function ofProgramme(code: string | null | undefined): RawBuilder<unknown>[] {
  if (!code) return [];
  const programme = sql`from programme where code = ${code}`;
  // Evaluated before any row is read, so that an unknown programme reads none.
  return [sql`programme_id = (select id ${programme})`, sql`exists (select ${programme})`];
}

/** The same for the rows of a page that are read in order in an index that begins with the programme. */
export const inIndexOfProgramme = (code: string): RawBuilder<unknown> =>
  sql`programme_id = through_index((select id::text from programme where code = ${code}))::uuid`;
