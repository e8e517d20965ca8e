import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { byProgramme, type PreparedBy, waitingRows } from '../worklist/waiting-work.js';
import { type WorklistKind, workKind } from '../worklist/worklist-kind.js';
import { ClaimStatus } from './claim-status.js';
import { allConditions, type ClaimFilter } from './lists/list-claims.js';

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

/** A person who approved the amounts of a programme may not order their payment. */
const approvedListsOf: PreparedBy = (accounts) =>
  sql`programme_id in (select event.programme_id from event
    where event.type = ${sql.lit('PROPOSAL_APPROVED')} and event.actor_id = any(${accounts}))`;

const { AWAITING_CLAIM, CLAIMED, CONFIRMED } = ClaimStatus;

export const claimWork = [
  claims(
    workKind(
      'PAYMENT_INFORMATION_REQUEST',
      '待通知填报: PLATFORM asks companies for their accounts (`requestPaymentInformation`).',
    ),
    Role.PLATFORM,
    { statuses: [CONFIRMED] },
  ),
  claims(
    workKind(
      'CLAIM_NOTIFICATION',
      '待公告送达: no message reached these companies; PLATFORM prepares a notice (`prepareServiceNotice`).',
    ),
    Role.PLATFORM,
    { notified: false },
    { dueBy: 'claim_by' },
  ),
  claims(
    workKind('CLAIM_CONFIRMATION', '待确认申领: the company confirms its claim in time (`confirmClaim`).'),
    Role.ENTERPRISE,
    { statuses: [AWAITING_CLAIM] },
    { dueBy: 'claim_by' },
  ),
  claims(
    workKind('PAYMENT_ORDER', '待下达拨付: SCIENCE orders payment of confirmed claims (`orderPayment`).'),
    Role.SCIENCE,
    { statuses: [CLAIMED] },
    { preparedBy: approvedListsOf },
  ),
];
