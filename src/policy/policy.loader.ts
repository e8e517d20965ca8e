import { sql } from 'kysely';
import { defineListLoader, defineLoader } from '../common/loader.js';
import { Policy } from './policy.js';
import type { PolicyDocument } from './policy-document.js';
import { UploadedDocument } from './policy-document.js';
import { Submission } from './submission.js';

export const policyById = defineLoader(
  'policy by id',
  (em, ids) => em.find(Policy, { id: { $in: [...ids] } }),
  (policy) => policy.id,
);

export const submissionById = defineLoader(
  'submission by id',
  (em, ids) => em.find(Submission, { id: { $in: [...ids] } }),
  (submission) => submission.id,
);

export const uploadedDocumentById = defineLoader(
  'uploaded document by id',
  (em, ids) => em.find(UploadedDocument, { id: { $in: [...ids] } }),
  (document) => document.id,
);

export const documentsOfPolicy = defineListLoader('documents of policy', async (em, ids) => {
  const { rows } = await sql<PolicyDocument & { loaderKey: string }>`
    select policy_id as "loaderKey", id, policy_id as "policyId", document_id as "documentId", kind,
      attached_at as "attachedAt"
    from policy_document where policy_id = any(${ids}::uuid[]) order by attached_at, id`.execute(em.getKysely());
  return rows;
});
