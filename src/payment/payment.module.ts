import { paymentEvents } from './payment.events.js';
import { defineModule, type Platform } from '../module.js';
import { paymentRoutes } from './payment.routes.js';
import { Role, staff } from '../access/role.js';
import { checkPayees, returnFailedPayments } from './payment.jobs.js';
import { PaymentLayout } from './layout/payment-layout.js';
import {
  PaymentFileResolver,
  PaymentLayoutResolver,
  ProgrammeLayoutResolver,
} from './layout/payment-layout.resolver.js';
import { batchById, layoutById } from './payment.loader.js';
import { PaymentBatch } from './payment-batch.js';
import { PaymentFile } from './release/payment-file.js';
import { PaymentLine } from './payment-line.js';
import {
  ClaimPaymentsResolver,
  PaymentLineResolver,
  PaymentResolver,
  ProgrammePaymentsResolver,
} from './payment.resolver.js';
import { batchStates, layoutStates, lineStates } from './payment.states.js';
import { filePlace } from './release/release-payment.js';
import { paymentWork } from './payment.worklist.js';

export const paymentModule = defineModule({
  name: 'payment',
  // A million rows are counted from an index alone.
  costs: { 'PaymentLineConnection.sumsByStatus': 1_000 },
  events: paymentEvents,
  bounds: {
    'OrderPaymentInput.claimIds': { maxItems: 10_000 },
    'ReturnPaymentInput.references': { maxItems: 10_000 },
    'AcceptPayeesInput.references': { maxItems: 10_000 },
    'PaymentLayoutInput.columns': { maxItems: 40 },
  },
  entities: [PaymentBatch, PaymentLine, PaymentFile, PaymentLayout],
  worklist: paymentWork,
  resolvers: [
    ClaimPaymentsResolver,
    ProgrammePaymentsResolver,
    PaymentResolver,
    PaymentLineResolver,
    PaymentLayoutResolver,
    ProgrammeLayoutResolver,
    PaymentFileResolver,
  ],
  nodes: {
    PaymentBatch: { roles: staff, load: batchById },
    PaymentLayout: { roles: [Role.FINANCE, Role.AUDITOR], load: layoutById },
  },
  states: [batchStates, lineStates, layoutStates],
  jobs: [returnFailedPayments, checkPayees],
  sealedColumns: [{ table: 'payment_file', column: 'sealed_content', place: filePlace }],
  serve: servePayments,
});

function servePayments({ app }: Platform): void {
  paymentRoutes(app);
}
