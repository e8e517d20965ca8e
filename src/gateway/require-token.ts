import type { Context } from '../identity/context.js';
import { Role } from '../identity/role.js';
import type { Scope } from '../identity/scope.js';
import { RouteRefused } from './errors.js';

/** Who may use a route beside GraphQL: a token of these roles and, for a machine or a front-end, with this scope. */
export function requireToken({ viewer }: Context, roles: Role[], scope: Scope): void {
  const { role, credential } = viewer;
  if (role === Role.PUBLIC) throw new RouteRefused(401, `This needs a token of ${roles.join(' or ')}`);
  if (!roles.includes(role)) throw new RouteRefused(403, `This is for ${roles.join(', ')}; this token is for ${role}`);
  if (credential?.scopes && !credential.scopes.includes(scope)) {
    throw new RouteRefused(403, `This needs the scope \`${scope}\``);
  }
}

/** As `requireToken`, for what is done for an institution: a clerk who has registered none has nothing to act for. */
export function requireInsurer(context: Context, scope: Scope): void {
  requireToken(context, [Role.INSURER], scope);
  if (context.viewer.subjectId !== null) return;
  throw new RouteRefused(403, 'This token has no institution: register it first, then take a new token');
}
