import { GraphQLError } from 'graphql';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../access/context.js';
import { positionOf } from '../sealed/event-cursor.js';
import type { FollowedEvents } from './followed-events.js';
import type { EventScope } from '../sealed/event-scope.sql.js';
import { isPosition } from '../sealed/event-position.sql.js';

/** The source of a subscription: what was missed since `after`, then what comes. */
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
 * A cursor of an event that is not in the log is of one that was lost with its server, for example. Who continues from it has
 * seen what never happened, so it is an error.
 */
export async function requirePosition(em: EntityManager, position: string): Promise<void> {
  if (await isPosition(em, position)) return;
  throw new GraphQLError('This cursor is not of this event log; read the present state and follow from there', {
    extensions: { code: 'CURSOR_EXPIRED' },
  });
}
