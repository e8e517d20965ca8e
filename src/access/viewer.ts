import type { Session } from '../database/session/request-transaction.js';
import { Role } from './role.js';
import type { Grant } from './grant.js';
import type { Scope } from './scope.js';

/** What a viewer's token depends on. */
export interface Credential {
  /** Revoking any of these ends the token. */
  keys: string[];
  issuedAt: Date;
  /** What a machine or a front-end was allowed; absent for somebody who signed in here themselves. */
  scopes?: Scope[];
  /** What the token was issued for; the role itself where absent. */
  grant?: Grant;
  /** The sign-in that it came from; `signOut` ends it. */
  sessionId?: string;
}

/** Who asks: one account in one role. */
export interface Viewer {
  accountId: string | null;
  role: Role;
  /** The institution or the enterprise that the role is granted for; null as long as there is none. */
  subjectId: string | null;
  /** When the token ends; null without a token. */
  expiresAt: Date | null;
  /** Absent without a token. */
  credential?: Credential;
}

/** Anybody without a token. */
export const publicViewer: Viewer = { accountId: null, role: Role.PUBLIC, subjectId: null, expiresAt: null };

/** The gateway itself, in its jobs and its first load: nobody asked. */
export const gatewayViewer: Viewer = { ...publicViewer };

export function sessionOf(viewer: Viewer): Session {
  return { role: viewer.role, accountId: viewer.accountId, subjectId: viewer.subjectId };
}

/** The first of these scopes that a machine's or a front-end's token was not given. */
export function lackedScope({ credential }: Viewer, needed: readonly Scope[]): Scope | undefined {
  return credential?.scopes && needed.find((scope) => !credential.scopes?.includes(scope));
}

/** A machine or a front-end, which acts for somebody within the scopes that it was given. */
export function isDelegated({ credential }: Viewer): boolean {
  return credential?.scopes !== undefined;
}

/** A clerk or a person whose institution or enterprise is not known yet. */
export function isUnbound({ role, subjectId }: Viewer): boolean {
  return (role === Role.INSURER || role === Role.ENTERPRISE) && subjectId === null;
}
