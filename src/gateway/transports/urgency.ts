import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import type { Viewer } from '../../access/viewer.js';
import type { Urgency } from '../../http/limits/gate/fair-gate.js';
import type { OperationAdmission } from '../admission/operation-admission.js';

/*
 * Under load, sign-ins and operations of members come first, then anonymous queries that are known to be quick, then
 * anonymous queries that count and search. Anonymous mutations are sign-ins, codes and objections: a person waits for
 * each.
 */

/** Whether a document starts with the word `mutation`; it may still be something else. */
export const isMutationText = (query: unknown): boolean => /^\s*mutation\b/.test(String(query));

/**
 * Returns the urgency before the request is checked. A query that pretends to be a mutation only gets an earlier place
 * in the queue, and no other rights.
 */
export function urgencyOfRequest({ accountId }: Viewer, sent: unknown, admission: OperationAdmission): Urgency {
  const { query } = (sent ?? {}) as { query?: unknown };
  if (accountId !== null || isMutationText(query)) return 'urgent';
  return typeof query === 'string' && admission.isQuick(query) ? 'quick' : 'deferrable';
}

export function urgencyOfDocument(
  { accountId }: Viewer,
  document: DocumentNode,
  operationName: string | null | undefined,
  admission: OperationAdmission,
): Urgency {
  const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
  if (accountId !== null || isMutation) return 'urgent';
  return admission.quick.has(document) ? 'quick' : 'deferrable';
}
