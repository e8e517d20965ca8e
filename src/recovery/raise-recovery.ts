import type { EntityManager } from '@mikro-orm/postgresql';
import { formatYuan, parseYuan } from '../kernel/values/money.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { SmsTemplate } from '../message/text-message.js';
import type { Claim } from '../claim/claim.js';
import { Recovery, RecoveryStatus } from './recovery.js';
import { notifyEnterprises } from '../contact/notify-enterprises.js';

/** More of a paid claim turned out false while its recovery is open: the same recovery asks for more. */
export async function raiseRecovery(
  em: EntityManager,
  context: Context,
  { id: claimId, programmeId, enterpriseId }: Claim,
  { amount, repayBy }: { amount: string; repayBy: string },
): Promise<void> {
  const recovery = await em.findOne(Recovery, { claimId, status: RecoveryStatus.OPEN });
  const [before, after] = [parseYuan(recovery?.amount ?? '0') ?? 0n, parseYuan(amount) ?? 0n];
  if (!recovery || after <= before) return;
  recovery.amount = formatYuan(after);
  recovery.repayBy = repayBy;
  recovery.version += 1;
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
    data: { creditCode: recovery.creditCode, from: formatYuan(before), amount: recovery.amount, repayBy },
  });
}
