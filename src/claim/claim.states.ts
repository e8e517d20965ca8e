import type { RawBuilder } from 'kysely';
import { type Refusal, Refused } from '../kernel/errors/refusal.js';
import { type Move, nextOf, requireMove as requireDeclared, system } from '../kernel/state-machine.js';
import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { Claim } from './claim.js';
import { ClaimStatus as Status } from './claim-status.js';
import { refuseClaim } from './claim.refusals.js';

export interface ClaimMove extends Move<Status> {
  /** A move that is not made while the claim is on hold, because its amount has to be corrected first. */
  waitsOnHold?: true;
}

/** All moves that a claim can make (§3); any other is refused. */
const moves: readonly ClaimMove[] = [
  {
    from: null,
    to: Status.PROPOSED,
    by: [Role.PLATFORM, system],
    through: ['computeProposal', 'compute proposals'],
    meaning: '测算',
  },
  {
    from: Status.AWAITING_CLAIM,
    to: Status.AWAITING_CLAIM,
    by: [Role.SCIENCE],
    through: ['extendClaim'],
    meaning: '延长填报期限',
  },
  {
    from: Status.PROPOSED,
    to: Status.IN_REVIEW,
    by: [Role.PLATFORM],
    through: ['submitProposal'],
    meaning: '提交审核',
  },
  {
    from: Status.IN_REVIEW,
    to: Status.EXCLUDED,
    by: [Role.SCIENCE],
    through: ['approveProposal'],
    meaning: '审定时剔除',
  },
  { from: Status.IN_REVIEW, to: Status.PUBLICISED, by: [Role.SCIENCE], through: ['publishNotice'], meaning: '公示' },
  {
    from: Status.PUBLICISED,
    to: Status.OBJECTED,
    by: [Role.PUBLIC, Role.SCIENCE],
    through: ['fileObjection', 'decideObjection', 'correctNotice'],
    meaning: '提出异议',
  },
  {
    from: Status.OBJECTED,
    to: Status.PUBLICISED,
    by: [Role.PUBLIC, Role.SCIENCE],
    through: ['withdrawObjection', 'decideObjection'],
    meaning: '异议撤回、不成立或更正',
  },
  {
    from: Status.OBJECTED,
    to: Status.EXCLUDED,
    by: [Role.SCIENCE],
    through: ['decideObjection', 'correctNotice'],
    meaning: '异议成立或保单不予计入，剔除',
  },
  ...[Status.CONFIRMED, Status.AWAITING_CLAIM, Status.CLAIMED].map((from) => ({
    from,
    to: Status.EXCLUDED,
    by: [Role.SCIENCE],
    through: ['correctNotice'],
    meaning: '保单不予计入，剔除',
  })),
  {
    from: Status.PUBLICISED,
    to: Status.CONFIRMED,
    by: [system, Role.SCIENCE, Role.PUBLIC],
    through: ['close notices', 'closeNotice', 'decideObjection', 'withdrawObjection'],
    meaning: '公示期满无异议',
  },
  {
    from: Status.CONFIRMED,
    to: Status.AWAITING_CLAIM,
    by: [Role.PLATFORM],
    through: ['requestPaymentInformation'],
    meaning: '短信通知填报',
    waitsOnHold: true,
  },
  {
    from: Status.AWAITING_CLAIM,
    to: Status.CLAIMED,
    by: [Role.ENTERPRISE],
    through: ['confirmClaim'],
    meaning: '确认申领',
    waitsOnHold: true,
  },
  {
    from: Status.AWAITING_CLAIM,
    to: Status.FORFEITED,
    by: [system, Role.PLATFORM],
    through: ['forfeit claims', 'forfeitExpiredClaims'],
    meaning: '逾期视为放弃',
    waitsOnHold: true,
  },
  {
    from: Status.CLAIMED,
    to: Status.PAYMENT_ORDERED,
    by: [Role.SCIENCE],
    through: ['orderPayment'],
    meaning: '下达拨付',
    waitsOnHold: true,
  },
  {
    from: Status.PAYMENT_ORDERED,
    to: Status.PAID,
    by: [Role.FINANCE],
    through: ['recordPaymentResults'],
    meaning: '拨付成功',
  },
  {
    from: Status.PAYMENT_ORDERED,
    to: Status.PAYMENT_FAILED,
    by: [Role.FINANCE],
    through: ['recordPaymentResults', 'releasePayment', 'returnPayment'],
    meaning: '拨付失败',
  },
  {
    from: Status.PAYMENT_ORDERED,
    to: Status.CLAIMED,
    by: [Role.FINANCE],
    through: ['returnPayment'],
    meaning: '财政退回，重新下达',
  },
  {
    from: Status.PAYMENT_FAILED,
    to: Status.AWAITING_CLAIM,
    by: [system],
    through: ['return failed payments'],
    meaning: '退回企业更正账户',
  },
  {
    from: Status.PAID,
    to: Status.RECOVERING,
    by: [Role.SCIENCE],
    through: ['openRecovery', 'confirmFinding'],
    meaning: '启动追回',
  },
  {
    from: Status.RECOVERING,
    to: Status.RECOVERED,
    by: [Role.FINANCE],
    through: ['recordRecovery'],
    meaning: '全额退回',
  },
];

const machine = {
  type: 'Claim',
  title: '企业补贴',
  table: 'claim',
  statuses: Object.values(Status),
  moves,
};

export const claimStates = defineChangeable<Claim, ClaimMove>({
  ...machine,
  entity: Claim,
  field: 'claimId',
  notFound: (path) => refuseClaim('CLAIM_NOT_FOUND', path),
  unfit: ({ status }, path, needed) => unfit(status, path, needed),
  scope: ({ programmeId, enterpriseId }) => ({ programmeId, enterpriseId }),
});

/** Returns the states that a claim can move to; while it is on hold, without those that need its corrected amount. */
export function movesFrom(status: Status, onHold = false): Status[] {
  return nextOf({ ...machine, moves: moves.filter(({ waitsOnHold }) => !(onHold && waitsOnHold)) }, status);
}

/** Returns the move between two states; throws where there is none, which is a programming error. */
export function requireMove(from: Status, to: Status): ClaimMove {
  return requireDeclared<Status, ClaimMove>(machine, from, to);
}

/**
 * Refuses unless the claim is in the state from which a move starts; the refusal gives the state found and the possible
 * moves.
 */
export function requireStatus(found: Status, needed: Status, path: string[]): void {
  if (found !== needed) throw new Refused(unfit(found, path, needed));
}

function unfit(found: Status, path: string[], needed: string): Refusal {
  return refuseClaim('CLAIM_STATUS_UNFIT', path, { found, needed, allowed: movesFrom(found) });
}

/** A set-based move of all claims that `which` selects and that are in `from`. */
export interface MovedClaims {
  from: Status;
  to: Status;
  which: RawBuilder<unknown>;
  /** The reason; as SQL it may differ from claim to claim (`moved.id`). */
  reason?: string | RawBuilder<unknown>;
}
