import type { Context } from '../access/context.js';
import { actorsOf } from '../event/actors-of.js';
import { requireReason } from '../transition/transit.js';
import { changeInstitution, type SeenInstitution } from './change-institution.js';
import { type Institution, InstitutionStatus } from './institution.js';

/** Stops its pushes immediately, because each push reads the state in its own transaction. */
export function suspendInstitution(context: Context, seen: SeenInstitution, given: string): Promise<Institution> {
  const reason = requireReason(given);
  return changeInstitution(context, 'suspendInstitution', seen, {
    change: (institution) => {
      institution.become(InstitutionStatus.SUSPENDED, reason);
      return { type: 'INSTITUTION_SUSPENDED', data: { by: context.viewer.role, reason } };
    },
  });
}

/** Lifts a suspension. */
export function resumeInstitution(context: Context, seen: SeenInstitution): Promise<Institution> {
  return changeInstitution(context, 'resumeInstitution', seen, {
    preparers: async ({ id }) => ({
      accounts: await context.system.inSnapshot((em) => actorsOf(em, ['INSTITUTION_SUSPENDED'], { subjectIds: [id] })),
    }),
    change: (institution) => {
      institution.become(InstitutionStatus.ACTIVE, null);
      return { type: 'INSTITUTION_RESUMED', data: { by: context.viewer.role } };
    },
  });
}
