import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';

/** Days that a provider may take to report before a message counts as not delivered (our choice). */
const reportDays = 3;

/**
 * Selects claims of companies that were asked and that no message reached: all messages failed, none was reported in
 * time, or there was no number. Claims with a message under way are not selected.
 */
function unreached(programmeId: string, now: Date): RawBuilder<unknown> {
  const reportedSince = new Date(now.getTime() - reportDays * 86_400_000);
  return sql`claim.programme_id = ${programmeId}::uuid and claim.status = 'AWAITING_CLAIM' and claim.told_at is null
    and not exists (select from text_message as message
      where message.enterprise_id = claim.enterprise_id and message.programme_id = claim.programme_id
        and (message.status = 'PENDING' or (message.status = 'SENT' and message.sent_at > ${reportedSince})))`;
}

/** Adds them to a prepared notice; returns their count. */
export async function listUnreached(
  em: EntityManager,
  { id, programmeId, now }: { id: string; programmeId: string; now: Date },
): Promise<number> {
  const { rows } = await sql`
    insert into service_notice_line (service_notice_id, claim_id, enterprise_id, credit_code, name)
    select ${id}::uuid, claim.id, enterprise.id, enterprise.credit_code, enterprise.name
    from claim join enterprise on enterprise.id = claim.enterprise_id
    where ${unreached(programmeId, now)}
    order by enterprise.credit_code
    returning claim_id`.execute(em.getKysely());
  return rows.length;
}

/** Publishes the lines of companies that still have not been notified; returns their count. */
export async function publishLines(em: EntityManager, id: string, now: Date): Promise<number> {
  const { rows } = await sql`
    update service_notice_line as line set published_at = ${now}::timestamptz
    from claim
    where line.service_notice_id = ${id}::uuid and claim.id = line.claim_id
      and claim.status = 'AWAITING_CLAIM' and claim.told_at is null
    returning line.claim_id`.execute(em.getKysely());
  return rows.length;
}
