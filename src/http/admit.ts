import type { FastifyRequest } from 'fastify';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import type { Scope } from '../access/scope.js';
import { isUnbound } from '../access/viewer.js';
import { RouteRefused } from '../kernel/route-refused.js';
import { recordRefused } from './record-refusals.js';
import type { ContextFactory } from './request-context.js';

/** Who may use a route beside GraphQL: what `@Access` and `@NeedsScope` say of an operation. */
export interface RouteAccess {
  /** What is refused, as a message begins: `Uploading policies`. */
  what: string;
  roles: Role[];
  scope: Scope;
  /** Also for whoever has no institution or enterprise to act for yet. */
  unbound?: boolean;
}

/** The context of a route, once its bearer may use it. A refusal is in the event log, like one of GraphQL's. */
export async function admit(request: FastifyRequest, contexts: ContextFactory, access: RouteAccess): Promise<Context> {
  const context = await contexts.ofRequest(request);
  const refusal = refusalOf(context, access);
  if (!refusal) return context;
  if (refusal.statusCode === 403) await recordRefused(context, [request.routeOptions.url ?? '']);
  throw refusal;
}

function refusalOf({ viewer }: Context, { what, roles, scope, unbound }: RouteAccess): RouteRefused | undefined {
  const { role, credential } = viewer;
  if (role === Role.PUBLIC) return new RouteRefused(401, `${what} needs a token of ${roles.join(' or ')}`);
  if (!roles.includes(role)) {
    return new RouteRefused(403, `${what} is for ${roles.join(', ')}; this token is for ${role}`);
  }
  if (credential?.scopes && !credential.scopes.includes(scope)) {
    return new RouteRefused(403, `${what} needs the scope \`${scope}\``);
  }
  if (!unbound && isUnbound(viewer)) {
    return new RouteRefused(403, `${what} is done for an institution or an enterprise, and this token has none`);
  }
  return undefined;
}
