import { Refused } from '../kernel/errors/refusal.js';
import { Institution, InstitutionStatus } from './institution.js';
import { refuseInstitution } from './institution.refusals.js';

export function requireActive(institution: Pick<Institution, 'status'>): void {
  if (institution.status === InstitutionStatus.ACTIVE) return;
  throw new Refused(refuseInstitution('INSTITUTION_NOT_ACTIVE', null, { found: institution.status }));
}
