import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { withScopes } from '../access/as-public.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import type { Scope } from '../access/scope.js';
import { isUnbound, missingScope, publicViewer } from '../access/viewer.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import type { Revocations } from '../access/token/revocations.js';
import type { Client } from './limits/client-key.js';
import { recordRefused } from './errors/record-refusals.js';
import type { RouteLimits } from './limits/route-limits.js';
import type { ContextFactory } from './request-context.js';
import { type Takes, UploadBounds } from './limits/upload-bounds.js';
import { watchTokenEnd } from '../access/token/token-end.js';

/** Who may use a route that is not GraphQL: the same as `@Access` and `@NeedsScope` for an operation. */
export interface MemberRoute {
  /** What is refused, as the start of a message: `Uploading policies`. */
  what: string;
  roles: Role[];
  /** Scopes that the token of a machine or a front-end needs; all of them. */
  scopes: Scope[];
  /** Whether accounts without an institution or enterprise may use it, too. */
  unbound?: boolean;
  /** What the route does with a body; required if it accepts one. */
  takes?: Takes;
}

/** A route that is open to all, or decides about access itself; `open` gives the reason. */
export interface OpenRoute {
  open: string;
  /** Limits clients instead of the limits of routes. */
  limitedBy?: string | undefined;
  takes?: Takes | undefined;
}

export type RouteAccess = MemberRoute | OpenRoute;

/** A registered route. */
export interface DeclaredRoute {
  method: string;
  url: string;
  access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

/** Returns the options of a route that is open to all. */
export function openTo(open: string, rest: Omit<OpenRoute, 'open'> = {}): { config: { access: OpenRoute } } {
  return { config: { access: { open, ...rest } } };
}

/** Returns the options of a route for some roles and scopes. */
export function onlyFor(access: MemberRoute): { config: { access: MemberRoute } } {
  return { config: { access } };
}

const admitted = new WeakMap<FastifyRequest, Context>();

/**
 * Guards every route except GraphQL: a route cannot be registered without an access declaration. Access and the limits
 * of the client are checked before the body of a request is read.
 */
export function guardRoutes(
  app: FastifyInstance,
  contexts: ContextFactory,
  revocations: Revocations,
  limits: RouteLimits,
): readonly DeclaredRoute[] {
  const declared: DeclaredRoute[] = [];
  const bounds = new UploadBounds(contexts);
  const admitBody = async (request: FastifyRequest, reply: FastifyReply, client: Client, takes?: Takes) => {
    if (takes && 'files' in takes && !isRead(request.method)) await bounds.admit(request, reply, client, takes);
  };
  app.addHook('onRoute', (route) => {
    const access = requireAccess(route);
    if (access) for (const method of [route.method].flat()) declared.push({ method, url: route.url, access });
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (!access) return;
    if ('open' in access) {
      const client = { viewer: publicViewer, address: request.ip };
      if (!access.limitedBy) await limits.enter(request, reply, client);
      return admitBody(request, reply, client, access.takes);
    }
    // A refusal does not wait for the rest of a body, so the connection cannot be used again.
    if (request.method !== 'GET') reply.header('connection', 'close');
    const context = await contexts.ofRequest(request);
    await limits.enter(request, reply, context);
    await admit(context, request, access);
    await admitBody(request, reply, context, access.takes);
    admitted.set(request, context);
    // A running upload or download ends when its token ends.
    const forget = watchTokenEnd(context.viewer, revocations, () => reply.raw.destroy());
    reply.raw.once('close', forget);
  });
  return declared;
}

/** A preflight (OPTIONS) request has no content, and its answer has only headers. */
function requireAccess({ method, url, config }: RouteOptions): RouteAccess | undefined {
  const access = config?.access;
  if (!access && method !== 'OPTIONS') {
    throw new Error(`${String(method)} ${url} does not say who may use it: give it openTo(…) or onlyFor(…)`);
  }
  const limited = access && (access.takes || ('limitedBy' in access && access.limitedBy));
  if (!limited && [method].flat().some((one) => !isRead(one))) {
    throw new Error(`${String(method)} ${url} does not say what it does with a body: give it \`takes\``);
  }
  return access;
}

const isRead = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** Returns the context of a request that was admitted to its route; it ends with the response. */
export function contextOf(request: FastifyRequest): Context {
  const context = admitted.get(request);
  if (!context) throw new Error(`${request.routeOptions.url} is open: nobody was admitted to it`);
  return context;
}

/** Returns the context of an open route that identifies its caller: PUBLIC if the token lacks the scope. */
export async function openContext(request: FastifyRequest, contexts: ContextFactory, scope: Scope): Promise<Context> {
  return withScopes(await contexts.ofRequest(request), [scope]);
}

/** Checks access, and records a refusal in the event log as GraphQL does. */
async function admit(context: Context, request: FastifyRequest, access: MemberRoute): Promise<void> {
  const refusal = refusalOf(context, access);
  if (!refusal) return;
  if (refusal.statusCode === 403) await recordRefused(context, [request.routeOptions.url ?? '']);
  throw refusal;
}

function refusalOf({ viewer }: Context, { what, roles, scopes, unbound }: MemberRoute): RouteRefused | undefined {
  const { role } = viewer;
  if (role === Role.PUBLIC) return new RouteRefused(401, `${what} needs a token of ${roles.join(' or ')}`);
  if (!roles.includes(role)) {
    return new RouteRefused(403, `${what} is for ${roles.join(', ')}; this token is for ${role}`);
  }
  const missing = missingScope(viewer, scopes);
  if (missing) return new RouteRefused(403, `${what} needs the scope \`${missing}\`, which this token was not given`);
  if (!unbound && isUnbound(viewer)) {
    return new RouteRefused(403, `${what} is done for an institution or an enterprise, and this token has none`);
  }
  return undefined;
}
