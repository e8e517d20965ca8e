// @ts-check
// What a company reads for each status: the state, and what happens next.

/** @type {Record<string, [status: string, next: string]>} */
export const statuses = {
  PROPOSED: ['测算中', '无需操作，请等待公示。'],
  IN_REVIEW: ['审核中', '无需操作，请等待公示。'],
  PUBLICISED: ['公示中', '无需操作。公示期满且无异议后，会通知您确认账户。'],
  OBJECTED: ['有异议，核实中', '核实完成后会更新结果。'],
  CONFIRMED: ['公示结束', '即将通知您确认收款账户。'],
  AWAITING_CLAIM: ['待您确认', ''],
  CLAIMED: ['已确认，等待拨付', '无需操作，款项将打到下面的账户。'],
  PAYMENT_ORDERED: ['拨付中', '款项已交付银行办理。'],
  PAID: ['已到账', '如未收到，请与主管部门联系。'],
  PAYMENT_FAILED: ['拨付未成功', '账户信息可能有误，主管部门会与您联系。'],
  FORFEITED: ['逾期未确认，视为放弃', '如有疑问，请与主管部门联系。'],
  EXCLUDED: ['已从名单中剔除', '如有疑问，请与主管部门联系。'],
  RECOVERING: ['补贴追回中', '请按通知退回款项。'],
  RECOVERED: ['补贴已追回', ''],
};
