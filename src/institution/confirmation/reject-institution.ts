import type { Context } from '../../access/context.js';
import { requireReason } from '../../transition/transit.js';
import { changeInstitution, type SeenInstitution } from '../change-institution.js';
import { type Institution, InstitutionStatus } from '../institution.js';

/** Rejects an institution; one department is enough. The institution reads the reason. */
export function rejectInstitution(context: Context, seen: SeenInstitution, given: string): Promise<Institution> {
  const reason = requireReason(given);
  return changeInstitution(context, 'rejectInstitution', seen, {
    change: (institution) => {
      institution.become(InstitutionStatus.REJECTED, reason);
      return { type: 'INSTITUTION_REJECTED', data: { by: context.viewer.role, reason } };
    },
  });
}
