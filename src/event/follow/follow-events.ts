import { GraphQLError } from 'graphql';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../access/context.js';
import { positionOf } from '../sealed/event-cursor.js';
import type { FollowedEvents } from './followed-events.js';
import type { EventScope } from '../sealed/event-scope.sql.js';
import { isPosition } from '../sealed/event-position.sql.js';

/** Returns the source of a subscription: events that were missed since `after`, then new ones. */
export async function followEvents(
  context: Context,
  scope: EventScope,
  { after }: { after?: string | null },
): Promise<FollowedEvents> {
  if (!after) return context.events.follow(context.viewer, scope);
  const position = positionOf(after);
  if (context.events.reaches(position)) return context.events.follow(context.viewer, scope, position);
  try {
    await requirePosition(await context.db.read(), position);
  } finally {
    await context.db.end();
  }
  return context.events.follow(context.viewer, scope, position);
}

/**
 * Throws if a cursor is not in the log, for example because its event was lost with a server. A client that continued
 * from it would have seen events that do not exist.
 */
export async function requirePosition(em: EntityManager, position: string): Promise<void> {
  if (await isPosition(em, position)) return;
  throw new GraphQLError('This cursor is not of this event log; read the present state and follow from there', {
    extensions: { code: 'CURSOR_EXPIRED' },
  });
}
