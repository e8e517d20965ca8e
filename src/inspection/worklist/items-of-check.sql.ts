import { type RawBuilder, sql } from 'kysely';
import type { ItemStatus } from '../spot-check-item.js';

/** The condition that a spot check has items in this state, of those that the viewer may see. */
export function withItems(status: ItemStatus): RawBuilder<unknown> {
  return sql`exists (select from spot_check_item as item where item.spot_check_id = spot_check.id and item.status = ${status})`;
}
