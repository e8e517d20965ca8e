import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import { dayOf } from '../kernel/values/dates.js';
import { Refused } from '../kernel/errors/refusal.js';
import { Programme } from '../programme/programme.js';
import { type Done, transit } from '../transition/transit.js';
import { type ServiceNotice, ServiceNoticeStatus } from './service-notice.js';
import { serviceNoticeStates } from './service-notice.states.js';
import { refuseServiceNotice } from './service-notice.refusals.js';
import { publishLines } from './unreached.sql.js';

export interface PublishServiceNotice {
  serviceNoticeId: string | undefined;
  version: number;
}

/**
 * Publishes the list that another person prepared: every company on it counts as notified from now on, and has the
 * programme's full time to claim. Companies notified meanwhile are left out.
 */
export function publishServiceNotice(context: Context, input: PublishServiceNotice): Promise<string> {
  const { serviceNoticeId: id, version } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'publishServiceNotice', id, version };
    const notice = await transit(em, context, serviceNoticeStates, asked, {
      preparers: ({ preparedBy }) => ({ accounts: [preparedBy] }),
      change: (found) => publish(em, context, found),
    });
    return notice.id;
  });
}

async function publish(em: EntityManager, context: Context, notice: ServiceNotice): Promise<Done> {
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
  });
  return { type: 'SERVICE_NOTICE_PUBLISHED', data: { lineCount, claimBy } };
}
