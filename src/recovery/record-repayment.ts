import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatYuan, parseYuan } from '../kernel/values/money.js';
import { Refused } from '../kernel/errors/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { actorsOf } from '../event/actors-of.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { Claim } from '../claim/claim.js';
import { ClaimStatus } from '../claim/claim-status.js';
import { moveClaims } from '../claim/claims.sql.js';
import { type Done, lock, requireStart, transit } from '../transition/transit.js';
import { type Recovery, RecoveryStatus, Repayment } from './recovery.js';
import { askedBack } from './recovery.events.js';
import { refuseRecovery } from './recovery.refusals.js';
import { recoveryStates } from './recovery.states.js';

export interface RecordRepayment {
  recoveryId: string | undefined;
  version: number;
  amount: string;
  receivedOn: string;
  bankReference: string;
  idempotencyKey: string;
}

/** Records a repayment; the recovery closes when all is repaid. */
export function recordRepayment(context: Context, input: RecordRepayment): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const operation = 'recordRecovery';
  const request = { accountId, operation, key: input.idempotencyKey, input, now };
  const asked = { operation, id: input.recoveryId, version: input.version };
  return context.db.write(async (em) => {
    const opened = await actorsOf(em, [...askedBack], {
      subjectIds: input.recoveryId ? [input.recoveryId] : [],
    });
    await requireOtherPerson(context, operation, { accounts: opened }, ['recoveryId']);
    return onceFor(em, request, async () => {
      await requireNewReference(em, input);
      const recovery = await transit(em, context, recoveryStates, asked, {
        change: (found) => repay(em, context, found, input),
      });
      return recovery.id;
    });
  });
}

async function requireNewReference(em: EntityManager, { recoveryId, bankReference }: RecordRepayment): Promise<void> {
  const recovery = await lock(em, recoveryStates, recoveryId);
  if (await em.findOne(Repayment, { recoveryId: recovery.id, bankReference })) {
    throw new Refused(refuseRecovery('REPAYMENT_TWICE', ['bankReference'], { reference: bankReference }));
  }
  requireStart(recoveryStates, recovery, 'recordRecovery');
}

async function repay(em: EntityManager, context: Context, recovery: Recovery, input: RecordRepayment): Promise<Done> {
  const { receivedOn, bankReference } = input;
  const amount = parseYuan(input.amount) as bigint;
  const due = recovery.due();
  if (amount === 0n || amount > due) {
    throw new Refused(refuseRecovery('REPAYMENT_TOO_HIGH', ['amount'], { due: formatYuan(due) }));
  }
  const { enterpriseId } = await em.findOneOrFail(Claim, { id: recovery.claimId });
  em.create(Repayment, {
    recoveryId: recovery.id,
    enterpriseId,
    amount: input.amount,
    receivedOn,
    bankReference,
  });
  recovery.repay(amount, context.clock.now());
  const closed = recovery.status === RecoveryStatus.CLOSED;
  return {
    type: 'REPAYMENT_RECORDED',
    scope: { programmeId: recovery.programmeId, enterpriseId },
    data: { amount: input.amount, repaid: recovery.repaid, receivedOn },
    ...(closed && { afterwards: () => close(em, context, recovery, enterpriseId) }),
  };
}

async function close(em: EntityManager, context: Context, recovery: Recovery, enterpriseId: string): Promise<void> {
  const { id, claimId, programmeId, creditCode, amount } = recovery;
  const which = sql`id = ${claimId}::uuid`;
  await moveClaims(em, context, { from: ClaimStatus.RECOVERING, to: ClaimStatus.RECOVERED, which });
  await recordEvent(em, context, {
    type: 'RECOVERY_CLOSED',
    subject: { type: 'Recovery', id },
    programmeId,
    enterpriseId,
    data: { creditCode, amount },
  });
}
