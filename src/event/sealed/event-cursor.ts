import { badInput } from '../../kernel/lists/cursor.js';

/** The name of the only order of events. Subscriptions and the `events` query use the same cursors. */
export const eventOrder = 'EVENTS';

export function eventCursor(position: string): string {
  return Buffer.from(JSON.stringify([eventOrder, position])).toString('base64url');
}

export function positionOf(cursor: string): string {
  try {
    const [order, position] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (order === eventOrder && typeof position === 'string' && /^\d{1,18}$/.test(position)) return position;
  } catch {
    // Not a cursor of ours: refused below.
  }
  throw badInput('`after` is not a cursor of events');
}
