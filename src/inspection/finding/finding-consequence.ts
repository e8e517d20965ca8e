import { registerEnumType } from 'type-graphql';
import { ClaimStatus } from '../../claim/claim-status.js';
import { parseYuan } from '../../kernel/values/money.js';
import type { Context } from '../../access/context.js';
import { type CountedClaim, countedClaimOf, excessOfClaim } from '../inspection.loader.js';

export enum FindingConsequence {
  OUT_OF_NEXT_REVISION = 'OUT_OF_NEXT_REVISION',
  CORRECTION_DUE = 'CORRECTION_DUE',
  HELD_BACK_AT_RELEASE = 'HELD_BACK_AT_RELEASE',
  PAYMENT_UNDER_WAY = 'PAYMENT_UNDER_WAY',
  RECOVERY_DUE = 'RECOVERY_DUE',
  RECOVERING = 'RECOVERING',
  SETTLED = 'SETTLED',
}

registerEnumType(FindingConsequence, {
  name: 'FindingConsequence',
  description: '不合格后续处理: what a failed policy means for the subsidy it was part of, at present.',
  valuesConfig: {
    OUT_OF_NEXT_REVISION: { description: '下一版不计入: the next revision leaves it out; this one goes no further.' },
    CORRECTION_DUE: {
      description: '待更正公示: published and not paid; the claim is on hold until its line is corrected.',
    },
    HELD_BACK_AT_RELEASE: {
      description: '放行时扣下: in a batch that is not released; its line fails at the release.',
    },
    PAYMENT_UNDER_WAY: { description: '已放行待回单: with the bank; once paid, a recovery is due.' },
    RECOVERY_DUE: { description: '待追回: paid, and no recovery asks for all of it yet; SCIENCE opens one.' },
    RECOVERING: { description: '追回中: a recovery asks for it.' },
    SETTLED: { description: '已处理: nothing is granted for it, or all of it came back.' },
  },
});

export async function consequenceOfItem(context: Context, itemId: string): Promise<FindingConsequence> {
  const counted = await countedClaimOf(context, itemId);
  const excess = counted?.claimId ? (await excessOfClaim(context, counted.claimId))?.excess : undefined;
  if (!counted?.status || !excess || excess === '0.00') return FindingConsequence.SETTLED;
  return consequenceOf(counted, counted.status, excess);
}

function consequenceOf(
  { approved, released, recovery }: CountedClaim,
  status: ClaimStatus,
  excess: string,
): FindingConsequence {
  switch (status) {
    case ClaimStatus.PROPOSED:
    case ClaimStatus.IN_REVIEW:
      return approved ? FindingConsequence.CORRECTION_DUE : FindingConsequence.OUT_OF_NEXT_REVISION;
    case ClaimStatus.PAYMENT_ORDERED:
      return released ? FindingConsequence.PAYMENT_UNDER_WAY : FindingConsequence.HELD_BACK_AT_RELEASE;
    case ClaimStatus.PAID:
      return FindingConsequence.RECOVERY_DUE;
    case ClaimStatus.RECOVERING:
    case ClaimStatus.RECOVERED:
      if ((parseYuan(recovery) ?? 0n) < (parseYuan(excess) ?? 0n)) return FindingConsequence.RECOVERY_DUE;
      return status === ClaimStatus.RECOVERED ? FindingConsequence.SETTLED : FindingConsequence.RECOVERING;
    case ClaimStatus.EXCLUDED:
    case ClaimStatus.FORFEITED:
      return FindingConsequence.SETTLED;
    default:
      return FindingConsequence.CORRECTION_DUE;
  }
}
