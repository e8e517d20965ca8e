import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse as refuseAny } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { refuseNotice } from './notice.refusals.js';
import { lockNotice } from './open-notice.js';
import { NoticeStatus, PublicityNotice } from './notice.js';

export interface CloseNotice {
  noticeId: string | undefined;
  version: number;
}

/** Ends a notice whose working days are over; lines without an objection go on from there. Answers its id. */
export function closeNotice(context: Context, input: CloseNotice): Promise<string> {
  return context.db.write(async (em) => {
    const notice = await lockNotice(em, input.noticeId);
    const { closesOn, version: present } = notice;
    if (present !== input.version) throw new Refused(refuseAny('VERSION_CONFLICT', ['version'], { present }));
    if (notice.status === NoticeStatus.CLOSED) throw new Refused(refuseNotice('NOTICE_ALREADY_CLOSED', ['noticeId']));
    if (!notice.isOver(context.clock.now())) {
      throw new Refused(refuseNotice('NOTICE_STILL_OPEN', ['noticeId'], { closesOn }));
    }
    await endNotice(em, context, notice);
    return notice.id;
  });
}

/** Ends a notice that is locked and over; what its claims do follows from the event. */
export async function endNotice(em: EntityManager, context: Context, notice: PublicityNotice): Promise<void> {
  notice.status = NoticeStatus.CLOSED;
  notice.closedAt = context.clock.now();
  notice.version += 1;
  await em.flush();
  const { id, programmeId, closesOn } = notice;
  const subject = { type: 'PublicityNotice', id };
  await recordEvent(em, context, { type: EventType.NOTICE_CLOSED, subject, programmeId, data: { closesOn } });
}
