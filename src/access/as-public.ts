import type { Context } from './context.js';
import type { Scope } from './scope.js';
import { lackedScope, publicViewer, sessionOf, type Viewer } from './viewer.js';

const publicContexts = new WeakMap<Context, Context>();

/**
 * The context that a field or a route is given: the viewer's own where the token has every scope that is needed, and
 * that of PUBLIC where it lacks one. Row security then shows what the public sees, too.
 */
export function withScopes(context: Context, needed: readonly Scope[]): Context {
  if (!context.viewer.credential?.scopes || lackedScope(context.viewer, needed) === undefined) return context;
  const known = publicContexts.get(context);
  if (known) return known;
  const viewer = asPublic(context.viewer);
  const seen = { ...context, viewer, db: context.db.as(sessionOf(viewer)) };
  publicContexts.set(context, seen);
  // Asked for again below a field that was given it.
  publicContexts.set(seen, seen);
  return seen;
}

/** Nobody in particular; what the token itself says (its end, its scopes) stays known. */
function asPublic({ expiresAt, credential }: Viewer): Viewer {
  return { ...publicViewer, expiresAt, ...(credential && { credential }) };
}
