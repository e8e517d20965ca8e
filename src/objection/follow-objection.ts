import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { publicViewer } from '../access/viewer.js';
import { digestOfReceipt } from './filing/file-objection.js';
import { Objection, ObjectionStatus } from './objection.js';
import { refuseObjection } from './objection.refusals.js';
import { lockNotice } from '../notice/open-notice.js';

/** Returns the objection of a receipt; null where there is none. */
export async function objectionOfReceipt(context: Context, receipt: string): Promise<Objection | null> {
  return context.system.write((em) => findByReceipt(em, receipt));
}

async function findByReceipt(em: EntityManager, receipt: string): Promise<Objection | null> {
  const { rows } = await sql<{ id: string }>`
    select objection_id as id from objection_filing
    where receipt_digest = ${digestOfReceipt(receipt.trim())}`.execute(em.getKysely());
  return rows[0] ? em.findOne(Objection, { id: rows[0].id }) : null;
}

/** Withdraws an objection; the person who filed it may do so while it is open. */
export function withdrawObjection(context: Context, receipt: string): Promise<Objection> {
  return context.system.write(async (em) => {
    const found = await findByReceipt(em, receipt);
    if (!found) throw new Refused(refuseObjection('OBJECTION_NOT_FOUND', ['receipt']));
    const notice = await lockNotice(em, found.noticeId);
    const objection = await em.refreshOrFail(found);
    requireOpen(objection, 'receipt');
    objection.end(ObjectionStatus.WITHDRAWN, context.clock.now());
    objection.version += 1;
    await em.flush();
    await recordEvent(
      em,
      { ...context, viewer: publicViewer },
      {
        type: 'OBJECTION_WITHDRAWN',
        subject: { type: 'Objection', id: objection.id },
        programmeId: notice.programmeId,
        data: { noticeId: notice.id, creditCode: objection.creditCode },
      },
    );
    return objection;
  });
}

function requireOpen({ status }: Objection, field: string): void {
  if (status !== ObjectionStatus.OPEN) {
    throw new Refused(refuseObjection('OBJECTION_ALREADY_ENDED', [field], { found: status }));
  }
}
