import type { Session } from '../database/request-transaction.js';
import { Role } from './role.js';

/** Who asks: one account in one role. */
export interface Viewer {
  accountId: string | null;
  role: Role;
  /** The institution or the enterprise that the role is held for. */
  subjectId: string | null;
  /** When the token ends; null without a token. */
  expiresAt: Date | null;
}

/** Anybody without a token. */
export const publicViewer: Viewer = { accountId: null, role: Role.PUBLIC, subjectId: null, expiresAt: null };

export function sessionOf(viewer: Viewer): Session {
  return { role: viewer.role, accountId: viewer.accountId, subjectId: viewer.subjectId };
}
