import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { changeInstitution, requireReason, type SeenInstitution } from './change-institution.js';
import { type Institution, InstitutionStatus } from './institution.js';

/** Stops its pushes at once: each push reads the standing in its own transaction. */
export function suspendInstitution(context: Context, seen: SeenInstitution, reason: string): Promise<Institution> {
  const why = requireReason(reason);
  return changeInstitution(context, seen, [InstitutionStatus.ACTIVE], (institution) => {
    institution.status = InstitutionStatus.SUSPENDED;
    institution.reason = why;
    return { type: EventType.INSTITUTION_SUSPENDED, data: { by: context.viewer.role, reason: why } };
  });
}

/** Lifts a suspension. */
export function resumeInstitution(context: Context, seen: SeenInstitution): Promise<Institution> {
  return changeInstitution(context, seen, [InstitutionStatus.SUSPENDED], (institution) => {
    institution.status = InstitutionStatus.ACTIVE;
    institution.reason = null;
    return { type: EventType.INSTITUTION_RESUMED, data: { by: context.viewer.role } };
  });
}
