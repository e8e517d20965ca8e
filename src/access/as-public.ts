import type { Context } from './context.js';
import type { Scope } from './scope.js';
import { missingScope, publicViewer, sessionOf, type Viewer } from './viewer.js';

const publicContexts = new WeakMap<Context, Context>();

/**
 * Returns the context for a field or a route: the given one if the token has every needed scope, otherwise one of
 * PUBLIC. Row security then also shows only public rows.
 */
export function withScopes(context: Context, needed: readonly Scope[]): Context {
  if (!context.viewer.credential?.scopes || missingScope(context.viewer, needed) === undefined) return context;
  const known = publicContexts.get(context);
  if (known) return known;
  const viewer = asPublic(context.viewer);
  const seen = { ...context, viewer, db: context.db.as(sessionOf(viewer)) };
  publicContexts.set(context, seen);
  // A field below may ask again with this context.
  publicContexts.set(seen, seen);
  return seen;
}

/** Returns the public viewer, but keeps the expiry and the scopes of the token. */
function asPublic({ expiresAt, credential }: Viewer): Viewer {
  return { ...publicViewer, expiresAt, ...(credential && { credential }) };
}
