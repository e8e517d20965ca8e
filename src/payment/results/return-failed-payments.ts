import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../../kernel/values/dates.js';
import type { Context } from '../../access/context.js';
import type { Portion } from '../../job/item-job.js';
import { SmsTemplate } from '../../message/text-message.js';
import { Programme } from '../../programme/programme.js';
import { lastWorkingDay } from '../../calendar/working-days.js';
import { ClaimStatus } from '../../claim/claim-status.js';
import { moveClaims } from '../../claim/claims.sql.js';
import { withheld } from '../release/hold-back-payments.js';
import { setDeadline } from '../../claim/notification/request-payment-information.js';
import { notifyEnterprises } from '../../contact/notify-enterprises.js';
import { named } from '../../database/schema/columns.js';

export interface FailedClaim {
  id: string;
  programmeId: string;
  enterpriseId: string;
  reason: string;
}

export async function lockFailed(em: EntityManager, _: Context, { limit, except }: Portion): Promise<FailedClaim[]> {
  const { rows } = await sql<FailedClaim>`
    select ${named('id', 'programme_id', 'enterprise_id')},
      (select coalesce(reason, '') from payment_line where claim_id = claim.id and status = 'FAILED'
        order by settled_at desc limit 1) as reason
    from claim where status = ${ClaimStatus.PAYMENT_FAILED} and id <> all(${except}::uuid[])
    order by id limit ${limit} for update skip locked`.execute(em.getKysely());
  return rows;
}

export async function returnFailedClaims(
  em: EntityManager,
  context: Context,
  programme: Programme,
  failed: FailedClaim[],
) {
  const reasons = new Map(failed.map(({ enterpriseId, reason }) => [enterpriseId, reason]));
  const today = dayOf(context.clock.now());
  await setDeadline(em, failed, await lastWorkingDay(em, today, programme.paymentInformationWorkingDays));
  await moveClaims(em, context, {
    from: ClaimStatus.PAYMENT_FAILED,
    to: ClaimStatus.AWAITING_CLAIM,
    which: sql`id = any(${failed.map(({ id }) => id)}::uuid[])`,
    reason: sql`case (select reason from payment_line where claim_id = moved.id and status = 'FAILED'
        order by settled_at desc limit 1)
      when ${withheld} then 'a policy was kept out; the corrected amount is claimed again'
      else 'the bank refused; another account is needed' end`,
  });
  await notifyEnterprises(em, context, {
    programmeId: programme.id,
    template: SmsTemplate.PAYMENT_FAILED,
    enterprises: [...reasons.keys()],
    parameters: ({ id, name }) => ({ enterprise: name, reason: reasons.get(id) ?? '' }),
  });
}
