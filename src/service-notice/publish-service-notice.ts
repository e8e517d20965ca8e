import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { dayOf } from '../kernel/dates.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { Programme } from '../programme/programme.js';
import { ServiceNotice, ServiceNoticeStatus } from './service-notice.js';
import { refuseServiceNotice } from './service-notice.refusals.js';
import { publishLines } from './unreached.sql.js';

export interface PublishServiceNotice {
  serviceNoticeId: string | undefined;
  version: number;
}

/**
 * Publishes the list that another person prepared: every company on it counts as told from now on, and has the
 * programme's full time to claim. Companies that were told meanwhile are not named.
 */
export function publishServiceNotice(context: Context, input: PublishServiceNotice): Promise<string> {
  return context.db.write(async (em) => {
    const notice = await lock(em, input);
    const preparers = { accounts: [notice.preparedBy] };
    await requireOtherPerson(context, 'publishServiceNotice', preparers, ['serviceNoticeId']);
    await publish(em, context, notice);
    return notice.id;
  });
}

async function lock(em: EntityManager, { serviceNoticeId: id, version }: PublishServiceNotice): Promise<ServiceNotice> {
  const notice = id ? await em.findOne(ServiceNotice, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!notice) throw new Refused(refuseServiceNotice('SERVICE_NOTICE_NOT_FOUND', ['serviceNoticeId']));
  const { version: present, status } = notice;
  if (present !== version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
  if (status !== ServiceNoticeStatus.PREPARED) {
    throw new Refused(refuseServiceNotice('SERVICE_NOTICE_NOT_PREPARED', ['serviceNoticeId'], { found: status }));
  }
  return notice;
}

async function publish(em: EntityManager, context: Context, notice: ServiceNotice): Promise<void> {
  const now = context.clock.now();
  const programme = await em.findOneOrFail(Programme, { id: notice.programmeId });
  const claimBy = await lastWorkingDay(em, dayOf(now), programme.paymentInformationWorkingDays);
  const lineCount = await publishLines(em, notice.id, now);
  if (lineCount === 0) throw new Refused(refuseServiceNotice('NOBODY_UNREACHED', ['serviceNoticeId']));
  em.assign(notice, {
    status: ServiceNoticeStatus.PUBLISHED,
    lineCount,
    publishedBy: context.viewer.accountId,
    publishedAt: now,
    claimBy,
    version: notice.version + 1,
  });
  await em.flush();
  await recordEvent(em, context, {
    type: EventType.SERVICE_NOTICE_PUBLISHED,
    subject: { type: 'ServiceNotice', id: notice.id },
    programmeId: notice.programmeId,
    data: { lineCount, claimBy },
  });
}
