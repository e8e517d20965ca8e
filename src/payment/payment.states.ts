import { Role } from '../access/role.js';
import { type StateMachine, system } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { BatchStatus, PaymentBatch } from './payment-batch.js';
import { PaymentStatus } from './payment-line.js';
import { LayoutStatus, PaymentLayout } from './layout/payment-layout.js';
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
    { from: ORDERED, to: ORDERED, by: finance, through: ['acceptPayees'], meaning: '确认账户' },
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

const { PROPOSED, IN_FORCE, REJECTED, SUPERSEDED } = LayoutStatus;

export const layoutStates = defineChangeable<PaymentLayout>({
  type: 'PaymentLayout',
  title: '拨付文件格式',
  table: 'payment_layout',
  statuses: Object.values(LayoutStatus),
  entity: PaymentLayout,
  field: 'layoutId',
  notFound: (path) => refusePayment('PAYMENT_LAYOUT_NOT_FOUND', path),
  unfit: ({ status: found }, path) => refusePayment('PAYMENT_LAYOUT_DECIDED', path, { found }),
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    { from: null, to: PROPOSED, by: finance, through: ['proposePaymentLayout'], meaning: '拟定' },
    { from: PROPOSED, to: IN_FORCE, by: finance, through: ['approvePaymentLayout'], meaning: '启用' },
    { from: PROPOSED, to: REJECTED, by: finance, through: ['rejectPaymentLayout'], meaning: '不予启用' },
    { from: IN_FORCE, to: SUPERSEDED, by: [system], through: ['replacement'], meaning: '由新版本替代' },
  ],
});
