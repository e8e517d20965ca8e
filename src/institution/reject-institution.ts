import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { changeInstitution, requireReason, type SeenInstitution } from './change-institution.js';
import { type Institution, InstitutionStatus } from './institution.js';

/** One department is enough to reject; the reason is told to the institution. */
export function rejectInstitution(context: Context, seen: SeenInstitution, reason: string): Promise<Institution> {
  const why = requireReason(reason);
  return changeInstitution(context, seen, [InstitutionStatus.PENDING], (institution) => {
    institution.status = InstitutionStatus.REJECTED;
    institution.reason = why;
    return { type: EventType.INSTITUTION_REJECTED, data: { by: context.viewer.role, reason: why } };
  });
}
