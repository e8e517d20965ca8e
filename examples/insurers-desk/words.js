// @ts-check
// The words of a clerk for the values of the schema. A value that is new to this page is shown as it is.

/** @type {Record<string, string>} */
export const outcomes = {
  AWAITING_DOCUMENTS: '待补充材料',
  AWAITING_ASSESSMENT: '待测算',
  LEFT_OUT: '未计入',
  COUNTED: '已计入，审核中',
  PUBLICISED: '已公示',
  PAID: '已拨付',
  FORFEITED: '视为放弃',
  EXCLUDED: '已剔除',
  RECOVERING: '追回中',
  RECOVERED: '已追回',
  WITHDRAWN: '已撤回',
};

/** @type {Record<string, string>} */
export const papers = { POLICY: '保单', INVOICE: '发票' };

/** @type {Record<string, string>} */
export const statuses = {
  QUEUED: '文件已收到，等待处理',
  PROCESSING: '正在逐行核对',
  COMPLETED: '处理完毕',
  REJECTED: '整份文件未受理',
  FAILED: '文件无法读取',
};
