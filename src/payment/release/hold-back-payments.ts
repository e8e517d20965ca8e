import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { ClaimStatus } from '../../claim/claim-status.js';
import { moveClaims } from '../../claim/claims.sql.js';
import { readClaimsOnHold } from '../../claim/corrections/claims-left.sql.js';
import type { PaymentBatch } from '../payment-batch.js';
import { lockLines, updateBatchTotals, settleLines } from '../payments.sql.js';

/** The reason in the line, the event and the text message. */
export const withheld = '保单已列入不予计入（抽核不合格或已获其他省级补贴），金额待更正';

/**
 * Fails the lines of claims with a policy that was excluded between order and release, before the treasury gets them.
 * Such a claim goes back as after a failed payment, so that the corrected amount is claimed again (§4).
 */
export async function holdBackPayments(em: EntityManager, context: Context, batch: PaymentBatch): Promise<void> {
  const lines = [...(await lockLines(em, batch.id)).values()];
  const onHold = await readClaimsOnHold(
    em,
    lines.map(({ claimId }) => claimId),
  );
  const failed = lines.filter(({ claimId }) => onHold.has(claimId));
  if (failed.length === 0) return;
  const results = failed.map(({ reference, amount }) => {
    return { reference, amount, paid: false, reason: withheld, bankReference: null };
  });
  await settleLines(em, batch.id, results, context.clock.now());
  await moveClaims(em, context, {
    from: ClaimStatus.PAYMENT_ORDERED,
    to: ClaimStatus.PAYMENT_FAILED,
    which: sql`id = any(${failed.map(({ claimId }) => claimId)}::uuid[])`,
    reason: withheld,
  });
  await updateBatchTotals(em, batch.id, context.clock.now());
  await em.refreshOrFail(batch);
}
