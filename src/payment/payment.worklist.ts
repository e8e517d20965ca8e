import { Role } from '../access/role.js';
import { byProgramme, inStatus, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { BatchStatus } from './payment-batch.js';

const batchesThatAre = (status: BatchStatus, kind: WorklistKind, since: string) =>
  waitingRows({
    kind,
    roles: [Role.FINANCE],
    list: 'paymentBatches',
    type: 'PaymentBatch',
    table: 'payment_batch',
    ...inStatus(status),
    since,
    programme: byProgramme,
  });

export const paymentWork = [
  batchesThatAre(BatchStatus.ORDERED, WorklistKind.PAYMENT_RELEASE, 'ordered_at'),
  batchesThatAre(BatchStatus.RELEASED, WorklistKind.PAYMENT_RESULTS, 'released_at'),
];
