import { type RawBuilder, sql } from 'kysely';
import { Department } from '../../worklist/department.js';

/** The condition that a department has not confirmed an institution yet. */
export function notConfirmedBy(department: string): RawBuilder<unknown> {
  const column = department === Department.SCIENCE ? 'science_confirmed_at' : 'regulator_confirmed_at';
  return sql`(status = 'PENDING' and ${sql.ref(column)} is null)`;
}
