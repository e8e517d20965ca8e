import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { refuseInspection } from './inspection.refusals.js';
import { type ItemStatus, SpotCheckFinding, SpotCheckItem } from './spot-check-item.js';

/** Which item, and the version of it that the person saw. */
export interface SeenItem {
  itemId: string | undefined;
  version: number;
}

/** An item, locked, at the version that was seen, in the one state that a step starts from. */
export async function lockItem(em: EntityManager, seen: SeenItem, needed: ItemStatus): Promise<SpotCheckItem> {
  const item = seen.itemId
    ? await em.findOne(SpotCheckItem, { id: seen.itemId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!item) throw new Refused(refuseInspection('SPOT_CHECK_ITEM_NOT_FOUND', ['itemId']));
  const present = item.version;
  if (present !== seen.version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
  if (item.status !== needed) {
    throw new Refused(refuseInspection('SPOT_CHECK_ITEM_STATUS_UNFIT', ['itemId'], { found: item.status, needed }));
  }
  return item;
}

/** The finding that waits for another person than the one who recorded it. */
export async function requireOthersFinding(em: EntityManager, context: Context, operation: string, itemId: string) {
  const finding = await em.findOneOrFail(SpotCheckFinding, { itemId, decidedAt: null });
  await requireOtherPerson(context, operation, { accounts: [finding.recordedBy] }, ['itemId']);
  return finding;
}

/** Writes the step down; the institution is told of what is confirmed, and not of what is still open. */
export async function recordItemEvent(
  em: EntityManager,
  context: Context,
  type: EventType,
  item: SpotCheckItem,
  data: Record<string, unknown>,
): Promise<void> {
  const { id, programmeId, institutionId } = item;
  const told = type === EventType.FINDING_CONFIRMED ? { institutionId } : {};
  await recordEvent(em, context, { type, subject: { type: 'SpotCheckItem', id }, programmeId, ...told, data });
}
