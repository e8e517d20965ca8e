import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatYuan, parseYuan } from '../kernel/money.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { Claim } from '../claim/claim.js';
import { ClaimStatus } from '../claim/claim-status.js';
import { moveClaims } from '../claim/claims.sql.js';
import { Recovery, RecoveryStatus, Repayment } from './recovery.js';
import { refuseRecovery } from './recovery.refusals.js';

export interface RecordRecovery {
  recoveryId: string | undefined;
  version: number;
  amount: string;
  receivedOn: string;
  bankReference: string;
  idempotencyKey: string;
}

/** Money that came back; the recovery closes with the last fen. */
export function recordRecovery(context: Context, input: RecordRecovery): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'recordRecovery', key: input.idempotencyKey, input, now };
  return context.db.write((em) =>
    onceFor(em, request, async () => {
      const recovery = await lockRecovery(em, input);
      const due = (parseYuan(recovery.amount) as bigint) - (parseYuan(recovery.repaid) as bigint);
      const amount = parseYuan(input.amount) as bigint;
      if (amount === 0n || amount > due) {
        throw new Refused(refuseRecovery('REPAYMENT_TOO_HIGH', ['amount'], { due: formatYuan(due) }));
      }
      await repay(em, context, recovery, input);
      if (amount === due) await close(em, context, recovery);
      return recovery.id;
    }),
  );
}

async function lockRecovery(em: EntityManager, input: RecordRecovery): Promise<Recovery> {
  const { recoveryId: id, bankReference: reference } = input;
  const recovery = id ? await em.findOne(Recovery, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!recovery) throw new Refused(refuseRecovery('RECOVERY_NOT_FOUND', ['recoveryId']));
  if (await em.findOne(Repayment, { recoveryId: recovery.id, bankReference: reference })) {
    throw new Refused(refuseRecovery('REPAYMENT_TWICE', ['bankReference'], { reference }));
  }
  if (recovery.status === RecoveryStatus.CLOSED) throw new Refused(refuseRecovery('RECOVERY_CLOSED', ['recoveryId']));
  const present = recovery.version;
  if (present !== input.version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
  return recovery;
}

async function repay(em: EntityManager, context: Context, recovery: Recovery, input: RecordRecovery): Promise<void> {
  const { amount, receivedOn, bankReference } = input;
  const { enterpriseId } = await em.findOneOrFail(Claim, { id: recovery.claimId });
  em.create(Repayment, { recoveryId: recovery.id, enterpriseId, amount, receivedOn, bankReference } as Repayment);
  recovery.repaid = formatYuan((parseYuan(recovery.repaid) as bigint) + (parseYuan(amount) as bigint));
  recovery.version += 1;
  await em.flush();
  await recordEvent(em, context, {
    type: EventType.REPAYMENT_RECORDED,
    subject: { type: 'Recovery', id: recovery.id },
    programmeId: recovery.programmeId,
    enterpriseId,
    data: { amount, repaid: recovery.repaid, receivedOn },
  });
}

async function close(em: EntityManager, context: Context, recovery: Recovery): Promise<void> {
  recovery.status = RecoveryStatus.CLOSED;
  recovery.closedAt = context.clock.now();
  await em.flush();
  const { id, claimId, programmeId, creditCode, amount } = recovery;
  const which = sql`id = ${claimId}::uuid`;
  await moveClaims(em, context, { from: ClaimStatus.RECOVERING, to: ClaimStatus.RECOVERED, which });
  const { enterpriseId } = await em.findOneOrFail(Claim, { id: claimId });
  await recordEvent(em, context, {
    type: EventType.RECOVERY_CLOSED,
    subject: { type: 'Recovery', id },
    programmeId,
    enterpriseId,
    data: { creditCode, amount },
  });
}
