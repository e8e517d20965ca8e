import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { actorsOf } from '../event/actors-of.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireProgramme } from '../programme/find-programme.js';
import type { Programme } from '../programme/programme.js';
import { refuseClaim } from '../claim/claim.refusals.js';
import { requireStatus } from '../claim/claim.states.js';
import { ClaimStatus } from '../claim/claim-status.js';
import { moveClaims } from '../claim/claims.sql.js';
import { readClaimsOnHold } from '../claim/corrections/claims-left.sql.js';
import { checkHolders } from './payees/check-holders.js';
import { recordHold } from './payees/check-payees.js';
import { PayeeCheckStatus } from './payees/payee-check.js';
import { BatchStatus, PaymentBatch } from './payment-batch.js';
import { refusePayment } from './payment.refusals.js';
import { insertLines, lockPayable, readLinesOnHold, readPaymentVersion, updateBatchTotals } from './payments.sql.js';
import { requireVersion } from '../transition/transit.js';

export interface OrderPayment {
  programme: string;
  /** The version of the programme's payments that the person saw. */
  version: number;
  /** The claims to pay; where null, all that are claimed. An unknown id is undefined. */
  claimIds: (string | undefined)[] | null;
  idempotencyKey: string;
}

/**
 * Orders a payment: puts claimed subsidies into a batch for the treasury (§3 six), without those on hold; returns its
 * id.
 */
export function orderPayment(context: Context, input: OrderPayment): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'orderPayment', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write(async (em) => {
    const programme = await requireProgramme(em, input.programme);
    await requireOtherPerson(context, 'orderPayment', { accounts: await approversOf(em, programme.id) }, ['programme']);
    return onceFor(em, request, () => order(em, context, programme, input));
  });
}

async function order(em: EntityManager, context: Context, programme: Programme, input: OrderPayment): Promise<string> {
  // The lock allows one order for a programme at a time, so that the next one sees which claims are left.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pay/${programme.id}`}, 0))`.execute(em.getKysely());
  requireVersion({ version: await readPaymentVersion(em, programme.id) }, input.version);
  const ids = await requirePayable(em, programme, input.claimIds);
  const batch = await createBatch(em, context, programme);
  const serial = String(batch.number).padStart(3, '0');
  await addLines(em, context, batch, `${programme.code}-${serial}-`, ids);
  await moveClaims(em, context, {
    from: ClaimStatus.CLAIMED,
    to: ClaimStatus.PAYMENT_ORDERED,
    which: sql`id = any(${ids}::uuid[])`,
  });
  await updateBatchTotals(em, batch.id, context.clock.now());
  const { lineCount, totalAmount } = await em.refreshOrFail(batch);
  await recordEvent(em, context, {
    type: 'PAYMENT_ORDERED',
    subject: { type: 'PaymentBatch', id: batch.id },
    programmeId: programme.id,
    data: { number: batch.number, lineCount, totalAmount },
  });
  return batch.id;
}

/**
 * Adds lines. Their holders are compared with the register now; the payee check, where one is connected, follows in a
 * job.
 */
async function addLines(em: EntityManager, context: Context, batch: PaymentBatch, prefix: string, claimIds: string[]) {
  const holders = await checkHolders(em, claimIds);
  const payeeCheck = context.payees ? PayeeCheckStatus.PENDING : PayeeCheckStatus.OFF;
  await insertLines(em, { batchId: batch.id, prefix, holders, payeeCheck, now: context.clock.now() });
  for (const line of await readLinesOnHold(em, batch.id)) {
    await recordHold(em, context, { ...line, batchId: batch.id, programmeId: batch.programmeId }, line.hold);
  }
}

/** Returns who approved the amounts of the programme's lists. */
function approversOf(em: EntityManager, programmeId: string): Promise<string[]> {
  return actorsOf(em, ['PROPOSAL_APPROVED'], { programmeId });
}

async function requirePayable(
  em: EntityManager,
  programme: Programme,
  claimIds: (string | undefined)[] | null,
): Promise<string[]> {
  const named = claimIds?.map((id) => id ?? '00000000-0000-0000-0000-000000000000');
  const found = await lockPayable(em, programme.id, named);
  if (named) {
    const status = new Map(found.map((claim) => [claim.id, claim.status]));
    named.forEach((id, index) => {
      const path = ['claimIds', String(index)];
      const present = status.get(id);
      if (!present) throw new Refused(refuseClaim('CLAIM_NOT_FOUND', path));
      requireStatus(present, ClaimStatus.CLAIMED, path);
    });
  }
  const onHold = await readClaimsOnHold(
    em,
    found.map(({ id }) => id),
  );
  named?.forEach((id, index) => {
    const claim = onHold.get(id);
    if (!claim) return;
    const { granted, left } = claim;
    throw new Refused(refusePayment('CLAIM_HELD', ['claimIds', String(index)], { granted, left }));
  });
  const payable = found.filter(({ id }) => !onHold.has(id));
  if (payable.length === 0) throw new Refused(refusePayment('NOTHING_TO_PAY', ['programme'], { count: onHold.size }));
  return payable.map(({ id }) => id);
}

async function createBatch(em: EntityManager, context: Context, programme: Programme): Promise<PaymentBatch> {
  const last = await em.findOne(PaymentBatch, { programmeId: programme.id }, { orderBy: { number: 'desc' } });
  const batch = em.create(PaymentBatch, {
    programmeId: programme.id,
    number: (last?.number ?? 0) + 1,
    status: BatchStatus.ORDERED,
    orderedBy: context.viewer.accountId as string,
    orderedAt: context.clock.now(),
    version: 1,
  });
  await em.flush();
  return batch;
}
