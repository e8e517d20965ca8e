import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../../kernel/values/dates.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { onceFor } from '../../database/idempotency.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { SmsTemplate } from '../../message/text-message.js';
import { requireProgramme } from '../../programme/find-programme.js';
import { lastWorkingDay } from '../../calendar/working-days.js';
import { ClaimStatus } from '../claim-status.js';
import { moveClaims } from '../claims.sql.js';
import { readClaimsOnHold } from '../corrections/claims-left.sql.js';
import { notifyEnterprises } from '../../contact/notify-enterprises.js';
import { refuseClaim } from '../claim.refusals.js';
import { named } from '../../database/schema/columns.js';

export interface RequestPaymentInformation {
  programme: string;
  idempotencyKey: string;
}

export interface RequestedPaymentInformation {
  requestedCount: number;
  messageCount: number;
  claimBy: string;
}

/**
 * Asks all enterprises whose lines were published without objection for their accounts; their time starts now (§3 six).
 */
export function requestPaymentInformation(
  context: Context,
  input: RequestPaymentInformation,
): Promise<RequestedPaymentInformation> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'requestPaymentInformation', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => ask(em, context, input.programme)));
}

async function ask(em: EntityManager, context: Context, code: string): Promise<RequestedPaymentInformation> {
  const programme = await requireProgramme(em, code);
  const claimBy = await lastWorkingDay(em, dayOf(context.clock.now()), programme.paymentInformationWorkingDays);
  const asked = await lockConfirmed(em, programme.id);
  if (asked.length === 0) throw new Refused(refuseClaim('NOTHING_TO_ASK', ['programme']));
  const which = sql`id = any(${asked.map(({ id }) => id)}::uuid[])`;
  await setDeadline(em, asked, claimBy);
  await moveClaims(em, context, { from: ClaimStatus.CONFIRMED, to: ClaimStatus.AWAITING_CLAIM, which });
  const messageCount = await notifyEnterprises(em, context, {
    programmeId: programme.id,
    template: SmsTemplate.PAYMENT_INFORMATION_REQUEST,
    enterprises: asked.map(({ enterpriseId }) => enterpriseId),
    parameters: ({ name }) => ({ enterprise: name, programme: programme.title, until: claimBy }),
  });
  await recordEvent(em, context, {
    type: 'PAYMENT_INFORMATION_REQUESTED',
    subject: { type: 'Programme', id: programme.id },
    programmeId: programme.id,
    data: { requestedCount: asked.length, messageCount, claimBy },
  });
  return { requestedCount: asked.length, messageCount, claimBy };
}

export interface AskedClaim {
  id: string;
  enterpriseId: string;
}

/** Locks confirmed claims without those on hold, whose enterprises are asked once the line is corrected. */
async function lockConfirmed(em: EntityManager, programmeId: string): Promise<AskedClaim[]> {
  const { rows } = await sql<AskedClaim>`
    select ${named('id', 'enterprise_id')} from claim
    where programme_id = ${programmeId}::uuid and status = ${ClaimStatus.CONFIRMED}
    order by id for update`.execute(em.getKysely());
  const onHold = await readClaimsOnHold(
    em,
    rows.map(({ id }) => id),
  );
  return rows.filter(({ id }) => !onHold.has(id));
}

/** Sets the time to claim: enterprises are notified of each new day, and reminded once before it. */
export async function setDeadline(em: EntityManager, claims: AskedClaim[], claimBy: string): Promise<void> {
  await sql`
    update claim set claim_by = ${claimBy}::date, reminded_at = null, told_at = null, told_by = null
    where id = any(${claims.map(({ id }) => id)}::uuid[])`.execute(em.getKysely());
}
