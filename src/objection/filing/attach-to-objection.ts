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
 * Enters a paper for the objection that this contact is about to file; returns how many it has. The same bytes again
 * are the same paper. Once filed, what the department decides about stays as it is.
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

/** Refuses before any byte is read what would be refused after it. */
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

/** Takes off every paper that is not to go with the objection after all; returns how many stay. Its bytes stay too. */
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

/** The notice is locked by now, so nobody files meanwhile, and no two uploads are both the last that fits. */
async function requireUnfiled(em: EntityManager, challengeId: string): Promise<void> {
  if (await em.findOne(ObjectionFiling, { challengeId })) {
    throw new Refused(refuseObjection('OBJECTION_ALREADY_FILED', ['challengeId']));
  }
}

function tooMany(): Refused {
  return new Refused(refuseObjection('OBJECTION_ATTACHMENTS_TOO_MANY', ['file'], { limit: mostAttachments }));
}

/** An attachment that the viewer may read; that it was read is an event, which names the objection and no objector. */
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
