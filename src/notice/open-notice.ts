import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import type { Context } from '../access/context.js';
import { refuseNotice } from './notice.refusals.js';
import { lock } from '../transition/transit.js';
import { NoticeStatus, type PublicityNotice } from './notice.js';
import { noticeStates } from './notice.states.js';

/** Returns the notice of an input, locked, so that releases and objections of one notice are serialized. */
export function lockNotice(em: EntityManager, id: string | undefined): Promise<PublicityNotice> {
  return lock(em, noticeStates, id);
}

/** Returns a notice that is public now. After its last day it accepts nothing more, even before it is closed. */
export async function requireOpenNotice(
  em: EntityManager,
  { clock }: Context,
  id: string | undefined,
): Promise<PublicityNotice> {
  const notice = await lockNotice(em, id);
  if (notice.status === NoticeStatus.OPEN && !notice.isOver(clock.now())) return notice;
  throw new Refused(refuseNotice('NOTICE_NOT_OPEN', ['noticeId'], { closesOn: notice.closesOn }));
}
