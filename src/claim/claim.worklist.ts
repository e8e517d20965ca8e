import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { EventType } from '../event/event.js';
import { byProgramme, type PreparedBy, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { ClaimStatus } from './claim-status.js';
import { allConditions, type ClaimFilter } from './list-claims.js';

const claims = (
  kind: WorklistKind,
  role: Role,
  filter: ClaimFilter,
  more: { dueBy?: string; preparedBy?: PreparedBy } = {},
) =>
  waitingRows({
    kind,
    roles: [role],
    list: 'claims',
    type: 'Claim',
    table: 'claim',
    filter: { ...filter },
    where: () => allConditions(filter),
    since: 'status_changed_at',
    ...more,
    programme: byProgramme,
  });

/** Who approved the amounts of a programme does not order their payment. */
const approvedListsOf: PreparedBy = (accounts) =>
  sql`programme_id in (select event.programme_id from event
    where event.type = ${sql.lit(EventType.PROPOSAL_APPROVED)} and event.actor_id = any(${accounts}))`;

const { AWAITING_CLAIM, CLAIMED, CONFIRMED } = ClaimStatus;

export const claimWork = [
  claims(WorklistKind.PAYMENT_INFORMATION_REQUEST, Role.PLATFORM, { statuses: [CONFIRMED] }),
  claims(WorklistKind.CLAIM_NOTIFICATION, Role.PLATFORM, { told: false }, { dueBy: 'claim_by' }),
  claims(WorklistKind.CLAIM_CONFIRMATION, Role.ENTERPRISE, { statuses: [AWAITING_CLAIM] }, { dueBy: 'claim_by' }),
  claims(WorklistKind.PAYMENT_ORDER, Role.SCIENCE, { statuses: [CLAIMED] }, { preparedBy: approvedListsOf }),
];
