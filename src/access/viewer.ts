import type { Session } from '../database/session/request-transaction.js';
import { Role } from './role.js';
import type { Grant } from './grant.js';
import type { Scope } from './scope.js';

/** What a viewer's token depends on. */
export interface Credential {
  /** Revoking any of these keys ends the token. */
  keys: string[];
  issuedAt: Date;
  /** Scopes of a machine or a front-end; absent if the person signed in here. */
  scopes?: Scope[];
  /** The grant for which the token was issued; the role itself if absent. */
  grant?: Grant;
  /** The sign-in from which the token came; `signOut` ends it. */
  sessionId?: string;
}

/** The caller: one account in one role. */
export interface Viewer {
  accountId: string | null;
  role: Role;
  /** The institution or enterprise for which the role is granted; null if there is none yet. */
  subjectId: string | null;
  /** When the token expires; null without a token. */
  expiresAt: Date | null;
  /** Absent without a token. */
  credential?: Credential;
}

/** The viewer without a token. */
export const publicViewer: Viewer = { accountId: null, role: Role.PUBLIC, subjectId: null, expiresAt: null };

/** The gateway itself, in its jobs and its first load. */
export const gatewayViewer: Viewer = { ...publicViewer };

export function sessionOf(viewer: Viewer): Session {
  return { role: viewer.role, accountId: viewer.accountId, subjectId: viewer.subjectId };
}

/** Returns the first of these scopes that the token of a machine or a front-end lacks. */
export function missingScope({ credential }: Viewer, needed: readonly Scope[]): Scope | undefined {
  return credential?.scopes && needed.find((scope) => !credential.scopes?.includes(scope));
}

/** Whether the viewer is a machine or a front-end, which acts for somebody within its scopes. */
export function isDelegated({ credential }: Viewer): boolean {
  return credential?.scopes !== undefined;
}

/** Whether the viewer is a clerk without an institution, or a person without an enterprise. */
export function isUnbound({ role, subjectId }: Viewer): boolean {
  return (role === Role.INSURER || role === Role.ENTERPRISE) && subjectId === null;
}
