import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import type { StoredDocument } from '../../paper/store/document-store.js';
import { mostAttachments } from './attachment-limits.js';
import { confirmContact, type ConfirmedContact } from './contact-challenge.js';
import { ObjectionAttachment, ObjectionFiling } from '../objection.js';
import { refuseObjection } from '../objection.refusals.js';
import { requireOpenNotice } from '../../notice/open-notice.js';
import { attachmentById } from '../objection.loader.js';

/**
 * Adds a paper to the objection that this contact will file; returns how many papers it has. The same bytes again are
 * the same paper. After the objection is filed, its papers do not change.
 */
export function attachToObjection(
  context: Context,
  { challengeId, noticeId }: ConfirmedContact,
  { sha256, mediaType, size }: StoredDocument,
): Promise<number> {
  return context.system.write(async (em) => {
    await requireOpenNotice(em, context, noticeId);
    await requireUnfiled(em, challengeId);
    const present = await em.find(ObjectionAttachment, { challengeId });
    if (present.some((paper) => paper.sha256 === sha256)) return present.length;
    if (present.length >= mostAttachments) throw tooMany();
    em.create(ObjectionAttachment, { id: randomUUID(), challengeId, sha256, mediaType, size });
    return present.length + 1;
  });
}

/** Makes the checks that do not need the file before its bytes are read. */
export function admitAttachment(context: Context, { challengeId, noticeId }: ConfirmedContact): Promise<void> {
  return context.system.write(async (em) => {
    await requireOpenNotice(em, context, noticeId);
    await requireUnfiled(em, challengeId);
  });
}

export interface KeepAttachments {
  challengeId: string;
  code: string;
  sha256s: string[];
}

/** Removes the papers that should not be filed with the objection; returns how many stay. The bytes are not deleted. */
export async function keepAttachments(
  context: Context,
  { challengeId, code, sha256s }: KeepAttachments,
): Promise<number> {
  const { noticeId } = await confirmContact(context, challengeId, code);
  return context.system.write(async (em) => {
    await requireOpenNotice(em, context, noticeId);
    await requireUnfiled(em, challengeId);
    await em.nativeDelete(ObjectionAttachment, { challengeId, sha256: { $nin: sha256s } });
    return em.count(ObjectionAttachment, { challengeId });
  });
}

/**
 * Requires that nothing was filed. The notice is locked, so nobody files meanwhile, and two uploads cannot both be the
 * last one allowed.
 */
async function requireUnfiled(em: EntityManager, challengeId: string): Promise<void> {
  if (await em.findOne(ObjectionFiling, { challengeId })) {
    throw new Refused(refuseObjection('OBJECTION_ALREADY_FILED', ['challengeId']));
  }
}

function tooMany(): Refused {
  return new Refused(refuseObjection('OBJECTION_ATTACHMENTS_TOO_MANY', ['file'], { limit: mostAttachments }));
}

/**
 * Returns an attachment that the viewer may read and records an event, which names the objection but not the objector.
 */
export async function readAttachment(context: Context, id: string): Promise<ObjectionAttachment | null> {
  const attachment = await attachmentById(context, id);
  if (!attachment) return null;
  const { challengeId, sha256 } = attachment;
  return context.db.write(async (em) => {
    const filing = await em.findOne(ObjectionFiling, { challengeId });
    if (!filing) return null;
    const subject = { type: 'Objection', id: filing.objectionId };
    await recordEvent(em, context, { type: 'OBJECTION_ATTACHMENT_READ', subject, data: { sha256 } });
    return attachment;
  });
}
