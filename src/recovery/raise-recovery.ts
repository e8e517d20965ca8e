import type { EntityManager } from '@mikro-orm/postgresql';
import { parseYuan } from '../kernel/values/money.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { SmsTemplate } from '../message/text-message.js';
import type { Claim } from '../claim/claim.js';
import { getLocked } from '../database/find-locked.js';
import { Recovery, RecoveryStatus } from './recovery.js';
import { type AskedBack, requireRepayBy } from './require-repay-by.js';
import { notifyEnterprises } from '../contact/notify-enterprises.js';

/** Raises the amount of an open recovery, because more of the paid claim was false. */
export async function raiseRecovery(
  em: EntityManager,
  context: Context,
  { id: claimId, programmeId, enterpriseId }: Claim,
  asked: AskedBack,
): Promise<void> {
  const repayBy = requireRepayBy(context, asked);
  const recovery = await getLocked(em, Recovery, { claimId, status: RecoveryStatus.OPEN });
  const { amount: from } = recovery;
  if (!recovery.raise(parseYuan(asked.amount) as bigint, repayBy)) return;
  await em.flush();
  await notifyEnterprises(em, context, {
    programmeId,
    template: SmsTemplate.RECOVERY_NOTICE,
    enterprises: [enterpriseId],
    parameters: ({ name }) => ({ enterprise: name, amount: recovery.amount, until: repayBy }),
  });
  await recordEvent(em, context, {
    type: 'RECOVERY_RAISED',
    subject: { type: 'Recovery', id: recovery.id },
    programmeId,
    enterpriseId,
    data: { creditCode: recovery.creditCode, from, amount: recovery.amount, repayBy },
  });
}
