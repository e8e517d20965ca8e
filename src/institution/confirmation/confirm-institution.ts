import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { changeInstitution, type SeenInstitution } from '../change-institution.js';
import type { Institution } from '../institution.js';
import { refuseInstitution } from '../institution.refusals.js';

/** Confirms for the viewer's department; with the other department's confirmation it becomes ACTIVE (§3 two). */
export function confirmInstitution(context: Context, seen: SeenInstitution): Promise<Institution> {
  const { accountId, role } = context.viewer;
  const department = role === Role.SCIENCE ? 'science' : 'regulator';
  return changeInstitution(context, 'confirmInstitution', seen, {
    check: (institution) => {
      if (institution.isConfirmedBy(department))
        throw new Refused(refuseInstitution('ALREADY_CONFIRMED', ['institutionId']));
    },
    preparers: (institution) => ({ accounts: institution.preparers() }),
    change: (institution) => {
      institution.confirm(department, accountId as string, context.clock.now());
      return { type: 'INSTITUTION_CONFIRMED', data: { by: role } };
    },
  });
}
