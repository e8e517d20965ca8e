import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import type { Viewer } from '../../access/viewer.js';
import type { Urgency } from '../../http/limits/gate/fair-gate.js';
import type { OperationAdmission } from '../admission/operation-admission.js';

/*
 * Under load, sign-ins and the work of members come first, then what anybody reads quickly without a token, and then what
 * counts and searches. Mutations of somebody without a token are sign-ins, codes and objections: a person waits for each.
 */

/** Whether a document begins as a mutation; it need not be one. */
export const isMutationText = (query: unknown): boolean => /^\s*mutation\b/.test(String(query));

/** Before the request is checked: who writes `mutation` before a query gains a place in the queue, and no other right. */
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
