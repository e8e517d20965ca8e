import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { requireReason, transit } from '../../transition/transit.js';
import { PayeeCheckStatus } from './payee-check.js';
import type { PaymentBatch } from '../payment-batch.js';
import { PaymentStatus } from '../payment-line.js';
import { refusePayment } from '../payment.refusals.js';
import { batchStates } from '../payment.states.js';
import { named } from '../../database/schema/columns.js';

export interface AcceptPayees {
  batchId: string | undefined;
  version: number;
  references: string[];
  reason: string;
}

/**
 * Lets lines continue that are on hold by a check, or without an answer of the payee check; FINANCE gives a reason. The
 * same person may not release the batch.
 */
export function acceptPayees(context: Context, input: AcceptPayees): Promise<string> {
  const { batchId: id, version, references } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'acceptPayees', id, version };
    const batch = await transit(em, context, batchStates, asked, {
      change: async (found) => {
        const reason = requireReason(input.reason);
        await accept(em, context, found, references, reason);
        return { type: 'PAYEES_ACCEPTED', data: { number: found.number, references, reason } };
      },
    });
    return batch.id;
  });
}

async function accept(
  em: EntityManager,
  { viewer, clock }: Context,
  batch: PaymentBatch,
  references: string[],
  reason: string,
): Promise<void> {
  const { rows } = await sql<{ reference: string }>`
    update payment_line set accepted_reason = ${reason}, accepted_by = ${viewer.accountId}::uuid,
      accepted_at = ${clock.now()}
    where batch_id = ${batch.id}::uuid and reference = any(${references}) and status = ${PaymentStatus.OPEN}
      and accepted_at is null and (hold is not null or payee_check = ${PayeeCheckStatus.PENDING})
    returning reference`.execute(em.getKysely());
  const accepted = new Set(rows.map(({ reference }) => reference));
  const faults = references.flatMap((reference, index) =>
    accepted.has(reference)
      ? []
      : [refusePayment('PAYMENT_LINE_NOT_HELD', ['references', String(index)], { reference })],
  );
  if (faults.length > 0) throw new Refused(...faults);
}

/** Returns who accepted payees of a batch. */
export async function acceptersOf(em: EntityManager, batchId: string): Promise<string[]> {
  const { rows } = await sql<{ acceptedBy: string }>`
    select distinct ${named('accepted_by')} from payment_line
    where batch_id = ${batchId}::uuid and accepted_by is not null`.execute(em.getKysely());
  return rows.map(({ acceptedBy }) => acceptedBy);
}

/** Refuses where lines to be paid are on hold or wait for the payee check. */
export async function requireNoneOnHold(em: EntityManager, batchId: string): Promise<void> {
  const { rows } = await sql<{ reference: string; onHold: boolean }>`
    select reference, hold is not null as "onHold" from payment_line
    where batch_id = ${batchId}::uuid and status = ${PaymentStatus.OPEN} and accepted_at is null
      and (hold is not null or payee_check = ${PayeeCheckStatus.PENDING})
    order by reference`.execute(em.getKysely());
  const onHold = rows.filter((line) => line.onHold).map(({ reference }) => reference);
  const named = (references: string[]) => references.slice(0, 20);
  if (onHold.length > 0) {
    throw new Refused(
      refusePayment('PAYMENT_LINES_HELD', ['batchId'], { count: onHold.length, references: named(onHold) }),
    );
  }
  if (rows.length > 0) {
    const waiting = rows.map(({ reference }) => reference);
    throw new Refused(
      refusePayment('PAYEE_CHECKS_PENDING', ['batchId'], { count: waiting.length, references: named(waiting) }),
    );
  }
}
