import { dayOf, isDay } from '../../kernel/values/dates.js';
import { formatYuan, parseYuan } from '../../kernel/values/money.js';
import { Refused, type Refusal } from '../../kernel/errors/refusal.js';
import { onceFor } from '../../database/idempotency.js';
import type { Context } from '../../access/context.js';
import { changePolicy } from '../lock-policy.js';
import { PolicyRefund } from './policy-history.js';
import { refusePolicy } from '../policy.refusals.js';

export interface RecordRefund {
  policyId: string | undefined;
  version: number;
  endorsementNo: string;
  amount: string;
  refundedOn: string;
  idempotencyKey: string;
}

/** Records a refund of premium (退保, 批减); it lowers the net premium (§2). */
export function recordRefund(context: Context, input: RecordRefund): Promise<string> {
  const { viewer, clock } = context;
  const operation = 'recordRefund';
  const accountId = viewer.accountId as string;
  const request = { accountId, operation, key: input.idempotencyKey, input, now: clock.now() };
  return context.db.write((em) =>
    onceFor(em, request, () =>
      changePolicy(em, context, operation, input, async (policy) => {
        const endorsementNo = input.endorsementNo.trim();
        const amount = parseYuan(input.amount) ?? 0n;
        const faults = faultsOf(input, { endorsementNo, amount, rest: policy.netPremium(), today: dayOf(clock.now()) });
        if (await em.findOne(PolicyRefund, { policyId: policy.id, endorsementNo })) {
          faults.push(refusePolicy('REFUND_RECORDED_BEFORE', ['endorsementNo'], { found: endorsementNo }));
        }
        if (faults.length > 0) throw new Refused(...faults);
        em.create(PolicyRefund, {
          policyId: policy.id,
          institutionId: policy.institutionId,
          endorsementNo,
          amount: formatYuan(amount),
          refundedOn: input.refundedOn,
          recordedAt: clock.now(),
        });
        policy.refund(amount);
        return { type: 'REFUND_RECORDED', data: { endorsementNo, version: policy.version } };
      }),
    ),
  );
}

interface Facts {
  endorsementNo: string;
  amount: bigint;
  rest: bigint;
  today: string;
}

function faultsOf({ refundedOn }: RecordRefund, { endorsementNo, amount, rest, today }: Facts): Refusal[] {
  const faults: Refusal[] = [];
  if (endorsementNo === '' || endorsementNo.length > 64)
    faults.push(refusePolicy('ENDORSEMENT_NO_INVALID', ['endorsementNo']));
  if (amount <= 0n || amount > rest) {
    faults.push(refusePolicy('REFUND_OUT_OF_RANGE', ['amount'], { found: formatYuan(amount), rest: formatYuan(rest) }));
  }
  if (!isDay(refundedOn) || refundedOn > today) {
    faults.push(refusePolicy('REFUND_DAY_INVALID', ['refundedOn'], { found: refundedOn, today }));
  }
  return faults;
}
