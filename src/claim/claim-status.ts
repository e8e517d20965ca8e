import { registerEnumType } from 'type-graphql';

export enum ClaimStatus {
  PROPOSED = 'PROPOSED',
  IN_REVIEW = 'IN_REVIEW',
  PUBLICISED = 'PUBLICISED',
  OBJECTED = 'OBJECTED',
  EXCLUDED = 'EXCLUDED',
  CONFIRMED = 'CONFIRMED',
  AWAITING_CLAIM = 'AWAITING_CLAIM',
  CLAIMED = 'CLAIMED',
  FORFEITED = 'FORFEITED',
  PAYMENT_ORDERED = 'PAYMENT_ORDERED',
  PAYMENT_FAILED = 'PAYMENT_FAILED',
  PAID = 'PAID',
  RECOVERING = 'RECOVERING',
  RECOVERED = 'RECOVERED',
}

registerEnumType(ClaimStatus, {
  name: 'ClaimStatus',
  description: '企业补贴状态: how far the subsidy of one enterprise is.',
  valuesConfig: {
    PROPOSED: { description: '已测算: on a computed proposal.' },
    IN_REVIEW: { description: '审核中: the proposal is in review.' },
    PUBLICISED: { description: '公示中: on the published list.' },
    OBJECTED: { description: '有异议: an objection to its line is open.' },
    EXCLUDED: { description: '已剔除: taken off the list.' },
    CONFIRMED: { description: '公示无异议: the notice closed without an objection to it.' },
    AWAITING_CLAIM: { description: '待确认申领: the enterprise was asked for its account.' },
    CLAIMED: { description: '已申领: the enterprise confirmed.' },
    FORFEITED: { description: '视为放弃: not confirmed in time (§3 six).' },
    PAYMENT_ORDERED: { description: '待拨付: in a payment batch.' },
    PAYMENT_FAILED: { description: '拨付失败: the bank refused.' },
    PAID: { description: '已拨付: the subsidy was paid.' },
    RECOVERING: { description: '追回中: to be paid back.' },
    RECOVERED: { description: '已追回: the subsidy was paid back in full.' },
  },
});
