import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { type PolicyDocument, UploadedDocument } from './policy-document.js';
import { named } from '../database/schema/columns.js';

export const uploadedDocumentById = defineLoader(
  'uploaded document by id',
  (em, ids) => findByKeys(em, UploadedDocument, 'id', ids),
  (document) => document.id,
);

export const documentsOfPolicy = defineListLoader('documents of policy', async (em, ids) => {
  const { rows } = await sql<PolicyDocument & { loaderKey: string }>`
    select ${named('policy_id as loader_key', 'id', 'policy_id', 'document_id', 'kind', 'attached_at')}
    from policy_document where policy_id = any(${ids}::uuid[]) order by attached_at, id`.execute(em.getKysely());
  return rows;
});
