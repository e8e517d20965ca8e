import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { byProgramme, inStatus, type PreparedBy, waitingRows } from '../worklist/waiting-work.js';
import { type WorklistKind, workKind } from '../worklist/worklist-kind.js';
import { BatchStatus } from './payment-batch.js';

const orderedOrAccepted: PreparedBy = (accounts) =>
  sql`(ordered_by = any(${accounts}) or exists (select from payment_line as line
    where line.batch_id = payment_batch.id and line.accepted_by = any(${accounts})))`;

const batchesThatAre = (status: BatchStatus, kind: WorklistKind, since: string) =>
  waitingRows({
    kind,
    roles: [Role.FINANCE],
    list: 'paymentBatches',
    type: 'PaymentBatch',
    table: 'payment_batch',
    ...inStatus(status),
    since,
    ...(status === BatchStatus.ORDERED && { preparedBy: orderedOrAccepted }),
    programme: byProgramme,
  });

export const paymentWork = [
  batchesThatAre(
    BatchStatus.ORDERED,
    workKind('PAYMENT_RELEASE', '批次待放行: FINANCE releases or returns a batch (`releasePayment`).'),
    'ordered_at',
  ),
  batchesThatAre(
    BatchStatus.RELEASED,
    workKind('PAYMENT_RESULTS', '结果待登记: FINANCE records what the bank answers (`recordPaymentResults`).'),
    'released_at',
  ),
];
