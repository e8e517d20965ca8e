import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import type { Viewer } from '../../access/viewer.js';
import type { Urgency } from '../../http/limits/fair-gate.js';

/*
 * Under load, sign-ins and the work of members come before what anybody reads without a token. Mutations of somebody
 * without a token are sign-ins, codes and objections: a person waits for each.
 */

/** Before the body is checked: who writes `mutation` before a query gains a place in the queue, and no other right. */
export function urgencyOfRequest({ accountId }: Viewer, body: unknown): Urgency {
  const { query } = (body ?? {}) as { query?: unknown };
  return accountId !== null || /^\s*mutation\b/.test(String(query)) ? 'urgent' : 'deferrable';
}

export function urgencyOfDocument(
  { accountId }: Viewer,
  document: DocumentNode,
  operationName: string | null | undefined,
): Urgency {
  const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
  return accountId !== null || isMutation ? 'urgent' : 'deferrable';
}
