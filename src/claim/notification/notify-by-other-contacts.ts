import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { notifyEnterprises } from '../../contact/notify-enterprises.js';
import type { ReportedSms } from '../../message/record-reports.js';
import { ContactSource, SmsStatus, SmsTemplate } from '../../message/text-message.js';
import { named } from '../../database/schema/columns.js';

interface NotNotified {
  enterpriseId: string;
  programmeId: string;
  title: string;
  claimBy: string;
}

const notifyingTemplates = [SmsTemplate.PAYMENT_INFORMATION_REQUEST, SmsTemplate.PAYMENT_FAILED];

/** Where no message to a company's own numbers arrived, sends once to the numbers from insurers and the register. */
export async function notifyByOtherContacts(
  em: EntityManager,
  context: Context,
  messages: ReportedSms[],
): Promise<void> {
  const failed = messages.filter(
    ({ status, template }) => status === SmsStatus.FAILED && notifyingTemplates.includes(template),
  );
  if (failed.length === 0) return;
  const notNotified = await readNotNotified(em, failed);
  for (const [programmeId, claims] of Map.groupBy(notNotified, (claim) => claim.programmeId)) {
    const claimOf = new Map(claims.map((claim) => [claim.enterpriseId, claim]));
    await notifyEnterprises(em, context, {
      programmeId,
      template: SmsTemplate.PAYMENT_INFORMATION_REQUEST,
      enterprises: [...claimOf.keys()],
      sources: [ContactSource.INSURER, ContactSource.REGISTER],
      parameters: ({ id, name }) => {
        const { title, claimBy } = claimOf.get(id) as NotNotified;
        return { enterprise: name, programme: title, until: claimBy };
      },
    });
  }
}

/**
 * Reads claims whose company is not notified, with no message under way and only its own numbers tried since it was
 * asked.
 */
async function readNotNotified(em: EntityManager, failed: ReportedSms[]): Promise<NotNotified[]> {
  const { rows } = await sql<NotNotified>`
    select ${named('claim.enterprise_id', 'claim.programme_id', 'programme.title', 'claim.claim_by::text')}
    from claim join programme on programme.id = claim.programme_id
    where claim.status = 'AWAITING_CLAIM' and claim.told_at is null
      and (claim.enterprise_id, claim.programme_id) in (
        select * from unnest(${failed.map((message) => message.enterpriseId)}::uuid[],
          ${failed.map((message) => message.programmeId)}::uuid[]))
      and not exists (select from text_message as message
        where message.enterprise_id = claim.enterprise_id and message.programme_id = claim.programme_id
          and message.created_at >= claim.status_changed_at
          and (message.status <> 'FAILED' or message.contact_source <> ${ContactSource.REGISTRATION}))`.execute(
    em.getKysely(),
  );
  return rows;
}
