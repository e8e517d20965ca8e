import { Refused } from '../kernel/refusal.js';
import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { Role } from '../access/role.js';
import { changeInstitution, type SeenInstitution } from './change-institution.js';
import { type Institution, InstitutionStatus } from './institution.js';
import { refuseInstitution } from './institution.refusals.js';

/** Confirms for the viewer's department; with the other department's confirmation it becomes ACTIVE (§3 two). */
export function confirmInstitution(context: Context, seen: SeenInstitution): Promise<Institution> {
  const accountId = context.viewer.accountId as string;
  return changeInstitution(context, seen, [InstitutionStatus.PENDING], async (institution) => {
    const done =
      context.viewer.role === Role.SCIENCE ? institution.scienceConfirmedAt : institution.regulatorConfirmedAt;
    if (done) throw new Refused(refuseInstitution('ALREADY_CONFIRMED', ['institution']));
    await requireOtherPerson(context, 'confirmInstitution', { accounts: institution.preparers() }, ['institution']);
    if (context.viewer.role === Role.SCIENCE) {
      institution.scienceConfirmedAt = context.clock.now();
      institution.scienceConfirmedBy = accountId;
    } else {
      institution.regulatorConfirmedAt = context.clock.now();
      institution.regulatorConfirmedBy = accountId;
    }
    if (institution.scienceConfirmedAt && institution.regulatorConfirmedAt) {
      institution.status = InstitutionStatus.ACTIVE;
    }
    return { type: EventType.INSTITUTION_CONFIRMED, data: { by: context.viewer.role } };
  });
}
