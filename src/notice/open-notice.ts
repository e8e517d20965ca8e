import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import type { Context } from '../access/context.js';
import { refuseNotice } from './notice.refusals.js';
import { lock } from '../transition/transit.js';
import { NoticeStatus, type PublicityNotice } from './notice.js';
import { noticeStates } from './notice.states.js';

/** The notice of an input, locked: releases and objections of one notice follow each other. */
export function lockNotice(em: EntityManager, id: string | undefined): Promise<PublicityNotice> {
  return lock(em, noticeStates, id);
}

/** A notice that is public now. Past its last day it takes nothing more, even before it has been closed. */
export async function requireOpenNotice(
  em: EntityManager,
  { clock }: Context,
  id: string | undefined,
): Promise<PublicityNotice> {
  const notice = await lockNotice(em, id);
  if (notice.status === NoticeStatus.OPEN && !notice.isOver(clock.now())) return notice;
  throw new Refused(refuseNotice('NOTICE_NOT_OPEN', ['noticeId'], { closesOn: notice.closesOn }));
}
