import { type RawBuilder, sql } from 'kysely';
import { Department } from '../../worklist/department.js';

/** The condition that a draft was checked and this department has not approved it yet. */
export function notApprovedBy(department: string): RawBuilder<unknown> {
  const column = department === Department.SCIENCE ? 'science_approved_at' : 'regulator_approved_at';
  return sql`(status = 'CHECKED' and ${sql.ref(column)} is null)`;
}
