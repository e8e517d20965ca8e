import { Role } from '../access/role.js';
import type { StateMachine } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { BatchStatus, PaymentBatch, PaymentStatus } from './payment-batch.js';
import { refusePayment } from './payment.refusals.js';

const { ORDERED, RELEASED, SETTLED, CANCELLED } = BatchStatus;
const finance = [Role.FINANCE];

export const batchStates = defineChangeable<PaymentBatch>({
  type: 'PaymentBatch',
  title: '资金拨付批次',
  table: 'payment_batch',
  statuses: Object.values(BatchStatus),
  entity: PaymentBatch,
  field: 'batchId',
  notFound: (path) => refusePayment('PAYMENT_BATCH_NOT_FOUND', path),
  unfit: ({ status: found }, path, needed) => refusePayment('PAYMENT_BATCH_STATUS_UNFIT', path, { found, needed }),
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    { from: null, to: ORDERED, by: [Role.SCIENCE], through: ['orderPayment'], meaning: '下达拨付' },
    { from: ORDERED, to: RELEASED, by: finance, through: ['releasePayment'], meaning: '放行' },
    { from: RELEASED, to: RELEASED, by: finance, through: ['recordPaymentResults'], meaning: '登记部分结果' },
    { from: RELEASED, to: SETTLED, by: finance, through: ['recordPaymentResults'], meaning: '结果全部登记' },
    { from: SETTLED, to: SETTLED, by: finance, through: ['recordPaymentResults'], meaning: '重复登记' },
    { from: ORDERED, to: ORDERED, by: finance, through: ['returnPayment'], meaning: '退回部分付款' },
    { from: ORDERED, to: CANCELLED, by: finance, through: ['returnPayment'], meaning: '整批退回' },
    { from: RELEASED, to: CANCELLED, by: finance, through: ['returnPayment'], meaning: '未送银行前整批退回' },
  ],
});

const { OPEN, PAID, FAILED } = PaymentStatus;

export const lineStates: StateMachine<PaymentStatus> = {
  type: 'PaymentLine',
  title: '拨付明细',
  table: 'payment_line',
  statuses: Object.values(PaymentStatus),
  moves: [
    { from: null, to: OPEN, by: [Role.SCIENCE], through: ['orderPayment'], meaning: '下达拨付' },
    { from: OPEN, to: PAID, by: finance, through: ['recordPaymentResults'], meaning: '拨付成功' },
    {
      from: OPEN,
      to: FAILED,
      by: finance,
      through: ['recordPaymentResults', 'releasePayment', 'returnPayment'],
      meaning: '拨付失败或退回',
    },
  ],
};
