import { paymentEvents } from './payment.events.js';
import { defineModule, type Platform } from '../module.js';
import { paymentRoutes } from './payment.routes.js';
import { staff } from '../access/role.js';
import { batchById } from './payment.loader.js';
import { PaymentBatch, PaymentFile, PaymentLine } from './payment-batch.js';
import { ClaimPaymentsResolver, PaymentLineResolver, PaymentResolver } from './payment.resolver.js';
import { batchStates, lineStates } from './payment.states.js';
import { filePlace } from './release-payment.js';
import { returnFailedPayments } from './return-failed-payments.js';

export const paymentModule = defineModule({
  name: 'payment',
  events: paymentEvents,
  bounds: {
    'OrderPaymentInput.claimIds': { maxItems: 10_000 },
    'ReturnPaymentInput.references': { maxItems: 10_000 },
  },
  entities: [PaymentBatch, PaymentLine, PaymentFile],
  resolvers: [ClaimPaymentsResolver, PaymentResolver, PaymentLineResolver],
  nodes: { PaymentBatch: { roles: staff, load: batchById } },
  states: [batchStates, lineStates],
  jobs: [returnFailedPayments],
  sealedColumns: [{ table: 'payment_file', column: 'sealed_content', place: filePlace }],
  serve: servePayments,
});

function servePayments({ app }: Platform): void {
  paymentRoutes(app);
}
