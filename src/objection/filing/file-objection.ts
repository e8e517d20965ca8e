import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../../kernel/values/dates.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { normaliseCreditCode } from '../../kernel/values/credit-code.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { publicViewer } from '../../access/viewer.js';
import { Programme } from '../../programme/programme.js';
import { lastWorkingDay } from '../../calendar/working-days.js';
import { confirmContact, type ConfirmedContact } from './contact-challenge.js';
import { Objection, ObjectionStatus } from '../objection.js';
import { refuseObjection } from '../objection.refusals.js';
import { lockNotice, requireOpenNotice } from '../../notice/open-notice.js';
import { isPublished } from '../../notice/releases/releases.sql.js';
import { refuseNotice } from '../../notice/notice.refusals.js';

const longestStatement = 5_000;

export interface FileObjection {
  challengeId: string;
  code: string;
  creditCode: string | null;
  name: string;
  statement: string;
}

export interface FiledObjection {
  objection: Objection;
  /** For following the objection; shown once, and stored only as a digest. */
  receipt: string;
}

/**
 * Files an objection with a real name and a confirmed contact (§3 five). The objector stays confidential: the account
 * is not recorded, and name and contact are encrypted. The same code again returns the same objection.
 */
export async function fileObjection(context: Context, input: FileObjection): Promise<FiledObjection> {
  requireWords(input);
  const contact = await confirmContact(context, input.challengeId, input.code);
  return context.system.write(async (em) => {
    // The lock is taken first, so that the second of two requests with one code finds what the first one filed.
    await lockNotice(em, contact.noticeId);
    const filed = await findFiled(em, contact.challengeId);
    const objection = filed ?? (await file(em, context, input, contact));
    return { objection, receipt: receiptOf(context, objection.id) };
  });
}

function requireWords({ name, statement }: FileObjection): void {
  if (name.trim().length < 2 || name.trim().length > 100) {
    throw new Refused(refuseObjection('OBJECTION_NAME_MISSING', ['name']));
  }
  if (statement.trim() === '' || statement.length > longestStatement) {
    throw new Refused(refuseObjection('OBJECTION_STATEMENT_UNFIT', ['statement'], { limit: longestStatement }));
  }
}

async function findFiled(em: EntityManager, challengeId: string): Promise<Objection | null> {
  const { rows } = await sql<{ id: string }>`
    select objection_id as id from objection_filing where challenge_id = ${challengeId}::uuid`.execute(em.getKysely());
  return rows[0] ? em.findOne(Objection, { id: rows[0].id }) : null;
}

async function file(
  em: EntityManager,
  context: Context,
  input: FileObjection,
  { challengeId, noticeId, contact }: ConfirmedContact,
): Promise<Objection> {
  const notice = await requireOpenNotice(em, context, noticeId);
  const creditCode = input.creditCode ? normaliseCreditCode(input.creditCode) : null;
  if (creditCode && !(await isPublished(em, notice.id, creditCode))) {
    throw new Refused(refuseNotice('LINE_NOT_PUBLISHED', ['creditCode'], { creditCode }));
  }
  const objection = await enter(em, context, notice, creditCode);
  await sql`
    insert into objection_filing (objection_id, challenge_id, sealed_name, sealed_contact, statement, receipt_digest)
    values (${objection.id}::uuid, ${challengeId}::uuid, ${context.vault.seal(input.name.trim(), namePlace)},
      ${context.vault.seal(contact, contactPlace)}, ${input.statement.trim()},
      ${digestOfReceipt(receiptOf(context, objection.id))})`.execute(em.getKysely());
  await recordEvent(
    em,
    { ...context, viewer: publicViewer },
    {
      type: 'OBJECTION_FILED',
      subject: { type: 'Objection', id: objection.id },
      programmeId: notice.programmeId,
      data: { noticeId: notice.id, creditCode, decideBy: objection.decideBy },
    },
  );
  return objection;
}

async function enter(
  em: EntityManager,
  { clock }: Context,
  notice: { id: string; programmeId: string },
  creditCode: string | null,
): Promise<Objection> {
  const programme = await em.findOneOrFail(Programme, { id: notice.programmeId });
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(em.getKysely());
  const objection = em.create(Objection, {
    id: (rows[0] as { id: string }).id,
    noticeId: notice.id,
    creditCode,
    status: ObjectionStatus.OPEN,
    filedAt: clock.now(),
    decideBy: await lastWorkingDay(em, dayOf(clock.now()), programme.objectionWorkingDays),
    version: 1,
  });
  await em.flush();
  return objection;
}

/** The places to which the encryption of name and contact is bound. */
export const namePlace = 'objection_filing.name';
export const contactPlace = 'objection_filing.contact';

/**
 * Computed from the id and our key, so that a repeated request gets the same receipt and nobody else can compute it.
 */
function receiptOf({ vault }: Context, objectionId: string): string {
  return vault.digest(objectionId, 'objection.receipt');
}

export function digestOfReceipt(receipt: string): string {
  return createHash('sha256').update(receipt).digest('hex');
}
