import { Role } from '../access/role.js';
import { byProgramme, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { ClaimStatus } from './claim-status.js';
import { allConditions, type ClaimFilter } from './list-claims.js';

const claims = (kind: WorklistKind, role: Role, filter: ClaimFilter, dueBy?: string) =>
  waitingRows({
    kind,
    roles: [role],
    list: 'claims',
    type: 'Claim',
    table: 'claim',
    filter: { ...filter },
    where: () => allConditions(filter),
    since: 'status_changed_at',
    ...(dueBy && { dueBy }),
    programme: byProgramme,
  });

const { AWAITING_CLAIM, CLAIMED, CONFIRMED } = ClaimStatus;

export const claimWork = [
  claims(WorklistKind.PAYMENT_INFORMATION_REQUEST, Role.PLATFORM, { statuses: [CONFIRMED] }),
  claims(WorklistKind.CLAIM_NOTIFICATION, Role.PLATFORM, { told: false }, 'claim_by'),
  claims(WorklistKind.CLAIM_CONFIRMATION, Role.ENTERPRISE, { statuses: [AWAITING_CLAIM] }, 'claim_by'),
  claims(WorklistKind.PAYMENT_ORDER, Role.SCIENCE, { statuses: [CLAIMED] }),
];
