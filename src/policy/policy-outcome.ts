import { registerEnumType } from 'type-graphql';

export enum PolicyOutcomeStatus {
  AWAITING_DOCUMENTS = 'AWAITING_DOCUMENTS',
  AWAITING_ASSESSMENT = 'AWAITING_ASSESSMENT',
  LEFT_OUT = 'LEFT_OUT',
  COUNTED = 'COUNTED',
  PUBLICISED = 'PUBLICISED',
  EXCLUDED = 'EXCLUDED',
  FORFEITED = 'FORFEITED',
  PAID = 'PAID',
  RECOVERING = 'RECOVERING',
  RECOVERED = 'RECOVERED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(PolicyOutcomeStatus, {
  name: 'PolicyOutcomeStatus',
  description: '保单结果: what became of a policy. Values may be added.',
  valuesConfig: {
    AWAITING_DOCUMENTS: { description: '待补充材料: papers are missing; its insurer attaches them.' },
    AWAITING_ASSESSMENT: { description: '待测算: complete; the next revision of the proposal looks at it.' },
    LEFT_OUT: { description: '未计入: a revision left it out; `reasons` and `leftOut` say why.' },
    COUNTED: { description: '已计入: it counts in `revision`, which is in review.' },
    PUBLICISED: { description: '已公示: its company is on the published list with it; not paid yet.' },
    EXCLUDED: { description: '已剔除: taken off after it counted, with its company’s line or alone.' },
    FORFEITED: { description: '视为放弃: its company did not claim in time (§3 six).' },
    PAID: { description: '已拨付: the subsidy with it was paid.' },
    RECOVERING: { description: '追回中: the paid subsidy of its company is to come back.' },
    RECOVERED: { description: '已追回: the paid subsidy of its company came back.' },
    WITHDRAWN: { description: '已撤回: its insurer took it back.' },
  },
});
