import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parseYuan } from '../kernel/values/money.js';
import { Refused } from '../kernel/errors/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { SmsTemplate } from '../message/text-message.js';
import type { Claim } from '../claim/claim.js';
import { claimStates } from '../claim/claim.states.js';
import { ClaimStatus } from '../claim/claim-status.js';
import { moveClaims } from '../claim/claims.sql.js';
import { lock, requireReason, requireStart, requireVersion } from '../transition/transit.js';
import { Recovery, RecoveryStatus } from './recovery.js';
import { notifyEnterprises } from '../contact/notify-enterprises.js';
import { refuseRecovery } from './recovery.refusals.js';
import { type AskedBack, requireRepayBy } from './require-repay-by.js';

export interface OpenRecovery {
  claimId: string | undefined;
  version: number;
  amount: string;
  reason: string;
  repayBy: string;
  idempotencyKey: string;
}

/** Opens a recovery of money paid on false data (§4); the enterprise is notified, and the public sees a line for it. */
export function openRecovery(context: Context, input: OpenRecovery): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'openRecovery', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write((em) =>
    onceFor(em, request, async () => {
      const claim = await lock(em, claimStates, input.claimId);
      requireVersion(claim, input.version);
      requireStart(claimStates, claim, 'openRecovery');
      const reason = requireReason(input.reason);
      const amount = parseYuan(input.amount) as bigint;
      if (amount === 0n || amount > (parseYuan(claim.grantedAmount) as bigint)) {
        throw new Refused(refuseRecovery('RECOVERY_AMOUNT_UNFIT', ['amount'], { due: claim.grantedAmount }));
      }
      return openRecoveryOf(em, context, claim, { ...input, reason });
    }),
  );
}

/** Opens the recovery of a paid claim. Refuses without a last day for repaying that is after today. */
export async function openRecoveryOf(
  em: EntityManager,
  context: Context,
  claim: Claim,
  asked: AskedBack & { reason: string },
): Promise<string> {
  const { amount, reason } = asked;
  const repayBy = requireRepayBy(context, asked);
  const { programmeId, enterpriseId } = claim;
  const { name, creditCode } = await em.findOneOrFail(Enterprise, { id: enterpriseId });
  const recovery = em.create(Recovery, {
    programmeId,
    claimId: claim.id,
    list: claim.list,
    name,
    creditCode,
    amount,
    status: RecoveryStatus.OPEN,
    reason,
    repayBy,
    openedAt: context.clock.now(),
    version: 1,
  });
  await em.flush();
  const which = sql`id = ${claim.id}::uuid`;
  await moveClaims(em, context, { from: ClaimStatus.PAID, to: ClaimStatus.RECOVERING, which, reason: recovery.reason });
  await notifyEnterprises(em, context, {
    programmeId,
    template: SmsTemplate.RECOVERY_NOTICE,
    enterprises: [enterpriseId],
    parameters: () => ({ enterprise: name, amount, until: repayBy }),
  });
  await recordEvent(em, context, {
    type: 'RECOVERY_OPENED',
    subject: { type: 'Recovery', id: recovery.id },
    programmeId,
    enterpriseId,
    data: { creditCode, amount, repayBy, reason: recovery.reason },
  });
  return recovery.id;
}
