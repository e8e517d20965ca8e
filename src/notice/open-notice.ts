import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import type { Context } from '../access/context.js';
import { refuseNotice } from './notice.refusals.js';
import { NoticeStatus, PublicityNotice } from './notice.js';

/** The notice of an input, locked: releases and objections of one notice follow each other. */
export async function lockNotice(em: EntityManager, id: string | undefined): Promise<PublicityNotice> {
  const notice = id ? await em.findOne(PublicityNotice, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!notice) throw new Refused(refuseNotice('NOTICE_NOT_FOUND', ['noticeId']));
  return notice;
}

/** A notice that stands in public now. Past its last day it takes nothing more, even before it has been closed. */
export async function requireOpenNotice(
  em: EntityManager,
  { clock }: Context,
  id: string | undefined,
): Promise<PublicityNotice> {
  const notice = await lockNotice(em, id);
  if (notice.status === NoticeStatus.OPEN && !notice.isOver(clock.now())) return notice;
  throw new Refused(refuseNotice('NOTICE_NOT_OPEN', ['noticeId'], { closesOn: notice.closesOn }));
}
