import { Refused } from '../kernel/errors/refusal.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { lockPolicy } from '../policy/lock-policy.js';
import type { DocumentKind } from '../programme/catalogue/document-kind.js';
import { PolicyDocument, UploadedDocument } from './policy-document.js';
import { refusePolicy } from '../policy/policy.refusals.js';

export interface RemoveDocument {
  policyId: string | undefined;
  version: number;
  documentId: string | undefined;
  kind: DocumentKind;
}

/** Removes a paper from a policy; its bytes stay, and the event log has a record. */
export function removeDocument(context: Context, input: RemoveDocument): Promise<string> {
  return context.db.write(async (em) => {
    const policy = await lockPolicy(em, input);
    const document = input.documentId ? await em.findOne(UploadedDocument, { id: input.documentId }) : null;
    if (!document) throw new Refused(refusePolicy('DOCUMENT_NOT_FOUND', ['documentId']));
    const { kind } = input;
    const removed = await em.nativeDelete(PolicyDocument, { policyId: policy.id, documentId: document.id, kind });
    if (removed === 0) throw new Refused(refusePolicy('DOCUMENT_NOT_ATTACHED', ['documentId']));
    await recordEvent(em, context, {
      type: 'DOCUMENT_REMOVED',
      subject: { type: 'Policy', id: policy.id },
      programmeId: policy.programmeId,
      institutionId: policy.institutionId,
      data: { kind, sha256: document.sha256 },
    });
    return policy.id;
  });
}
