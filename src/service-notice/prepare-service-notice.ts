import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { requireProgramme } from '../programme/find-programme.js';
import { ServiceNotice, ServiceNoticeStatus } from './service-notice.js';
import { refuseServiceNotice } from './service-notice.refusals.js';
import { listUnreached } from './unreached.sql.js';

export interface PrepareServiceNotice {
  programme: string;
  text: string | null;
  idempotencyKey: string;
}

/** Lists the companies that no message reached, for another person to publish; returns the notice's id. */
export function prepareServiceNotice(context: Context, input: PrepareServiceNotice): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'prepareServiceNotice', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => prepare(em, context, input)));
}

async function prepare(em: EntityManager, context: Context, input: PrepareServiceNotice): Promise<string> {
  const programme = await requireProgramme(em, input.programme);
  const now = context.clock.now();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`service-notice/${programme.id}`}, 0))`.execute(
    em.getKysely(),
  );
  const earlier = await em.find(ServiceNotice, { programmeId: programme.id, status: ServiceNoticeStatus.PREPARED });
  for (const notice of earlier) {
    notice.status = ServiceNoticeStatus.REPLACED;
    notice.version += 1;
  }
  // Flushed here, because a flush inserts before it updates, and a programme can have only one prepared notice.
  await em.flush();
  const id = newId();
  const notice = em.create(ServiceNotice, {
    id,
    programmeId: programme.id,
    status: ServiceNoticeStatus.PREPARED,
    title: `${programme.title}填报收款信息公告送达`,
    text: input.text?.trim() || standardText(programme.title),
    lineCount: 0,
    preparedBy: context.viewer.accountId as string,
    preparedAt: now,
    publishedBy: null,
    publishedAt: null,
    claimBy: null,
    version: 1,
  });
  await em.flush();
  notice.lineCount = await listUnreached(em, { id, programmeId: programme.id, now });
  if (notice.lineCount === 0) throw new Refused(refuseServiceNotice('NOBODY_UNREACHED', ['programme']));
  await em.flush();
  await recordEvent(em, context, {
    type: 'SERVICE_NOTICE_PREPARED',
    subject: { type: 'ServiceNotice', id },
    programmeId: programme.id,
    data: { lineCount: notice.lineCount },
  });
  return id;
}

function standardText(title: string): string {
  return (
    `下列企业列入“${title}”公示无异议名单，因无法通过短信联系，现公告送达。` +
    '请有关企业于填报截止日前在平台完成注册、认证，填报收款账户并确认申领；逾期未确认的，视为放弃。'
  );
}
