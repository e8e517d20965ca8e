import { Refused } from '../kernel/errors/refusal.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { Policy } from '../policy/policy.js';
import type { DocumentKind } from '../programme/catalogue/document-kind.js';
import { PolicyDocument, UploadedDocument } from './policy-document.js';
import { refusePolicy } from '../policy/policy.refusals.js';

export interface AttachDocument {
  policyId: string | undefined;
  documentId: string | undefined;
  kind: DocumentKind;
}

/** Attaches an uploaded paper to a policy of the viewer's institution (§3 four); attaching it twice changes nothing. */
export function attachDocument(context: Context, input: AttachDocument): Promise<string> {
  return context.db.write(async (em) => {
    const policy = input.policyId ? await em.findOne(Policy, { id: input.policyId }) : null;
    if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
    const document = input.documentId ? await em.findOne(UploadedDocument, { id: input.documentId }) : null;
    if (!document) throw new Refused(refusePolicy('DOCUMENT_NOT_FOUND', ['documentId']));
    const key = { policyId: policy.id, kind: input.kind, documentId: document.id };
    if (await em.findOne(PolicyDocument, key)) return policy.id;
    em.create(PolicyDocument, { ...key, institutionId: policy.institutionId, attachedAt: context.clock.now() });
    await em.flush();
    await recordEvent(em, context, {
      type: 'DOCUMENT_ATTACHED',
      subject: { type: 'Policy', id: policy.id },
      programmeId: policy.programmeId,
      institutionId: policy.institutionId,
      data: { kind: input.kind, sha256: document.sha256 },
    });
    return policy.id;
  });
}
