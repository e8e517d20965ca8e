import { type RawBuilder, sql } from 'kysely';
import type { ItemStatus } from '../spot-check-item.js';

/** The condition that all waiting findings of a spot check were recorded by these accounts. */
export function allRecordedBy(accounts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`not exists (select from spot_check_item as item
    where item.spot_check_id = spot_check.id and item.status = 'RECORDED'
      and not exists (select from spot_check_finding as finding
        where finding.item_id = item.id and finding.decided_at is null and finding.recorded_by = any(${accounts})))`;
}

/** The condition that a spot check has items in this state that the viewer may see. */
export function withItems(status: ItemStatus): RawBuilder<unknown> {
  return sql`exists (select from spot_check_item as item where item.spot_check_id = spot_check.id and item.status = ${status})`;
}
