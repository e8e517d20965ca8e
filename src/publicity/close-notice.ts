import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { defineRefusals, Refused } from '../common/refusal.js';
import { refuse as refuseAny } from '../common/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../identity/context.js';
import { NoticeStatus, PublicityNotice } from './publicity-notice.js';

const refuse = defineRefusals({
  NOTICE_NOT_FOUND: {
    meaning: 'There is no such notice.',
    zh: () => '未找到该公示，请核对 id。',
    en: () => 'There is no such notice. Check the id.',
  },
  NOTICE_STILL_OPEN: {
    meaning: 'The working days of the notice are not over.',
    zh: ({ closesOn }) => `公示期至 ${closesOn} 24 时（北京时间）届满，届满前不能结束公示。`,
    en: ({ closesOn }) => `The notice stands until the end of ${closesOn} (Asia/Shanghai) and cannot be closed before.`,
  },
  NOTICE_ALREADY_CLOSED: {
    meaning: 'The notice was closed before.',
    zh: () => '该公示此前已结束，无需再次操作。',
    en: () => 'The notice was closed before; nothing is left to do.',
  },
});

export interface CloseNotice {
  noticeId: string | undefined;
  version: number;
}

/** Ends a notice whose working days are over; lines without an objection go on from there. Answers its id. */
export function closeNotice(context: Context, input: CloseNotice): Promise<string> {
  return context.db.write(async (em) => {
    const notice = input.noticeId
      ? await em.findOne(PublicityNotice, { id: input.noticeId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    if (!notice) throw new Refused(refuse('NOTICE_NOT_FOUND', ['noticeId']));
    const { closesOn, version: present } = notice;
    if (present !== input.version) throw new Refused(refuseAny('VERSION_CONFLICT', ['version'], { present }));
    if (notice.status === NoticeStatus.CLOSED) throw new Refused(refuse('NOTICE_ALREADY_CLOSED', ['noticeId']));
    if (!notice.isOver(context.clock.now())) {
      throw new Refused(refuse('NOTICE_STILL_OPEN', ['noticeId'], { closesOn }));
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
