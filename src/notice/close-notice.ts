import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/errors/refusal.js';
import { transit } from '../transition/transit.js';
import type { PublicityNotice } from './notice.js';
import { refuseNotice } from './notice.refusals.js';
import { noticeStates } from './notice.states.js';

export interface CloseNotice {
  noticeId: string | undefined;
  version: number;
}

/** Ends a notice whose working days are over; lines without an objection then proceed. Returns its id. */
export function closeNotice(context: Context, input: CloseNotice): Promise<string> {
  const { noticeId: id, version } = input;
  return context.db.write(async (em) => {
    const notice = await transit(
      em,
      context,
      noticeStates,
      { operation: 'closeNotice', id, version },
      {
        change: (found) => {
          const { closesOn } = found;
          const now = context.clock.now();
          if (!found.isOver(now)) throw new Refused(refuseNotice('NOTICE_STILL_OPEN', ['noticeId'], { closesOn }));
          found.close(now);
          return { type: 'NOTICE_CLOSED', data: { closesOn } };
        },
      },
    );
    return notice.id;
  });
}

/** Ends a locked notice that is over, as the gateway itself. Its claims follow from the event. */
export async function endNotice(em: EntityManager, context: Context, notice: PublicityNotice): Promise<void> {
  notice.close(context.clock.now());
  notice.version += 1;
  await em.flush();
  const { id, programmeId, closesOn } = notice;
  const subject = { type: 'PublicityNotice', id };
  await recordEvent(em, context, { type: 'NOTICE_CLOSED', subject, programmeId, data: { closesOn } });
}
