import type { EntityManager } from '@mikro-orm/postgresql';
import { findAllLocked } from '../database/find-locked.js';
import { Draft, DraftStatus } from './draft.js';

/** Once a draft is approved, other open ones of the same programme or year were made from what it replaces. */
export async function replaceEarlier(
  em: EntityManager,
  { id, programmeCode, calendarYear }: Draft,
  closedAt: Date,
): Promise<void> {
  const open = [DraftStatus.DRAFT, DraftStatus.CHECKED];
  const others = await findAllLocked(em, Draft, {
    id: { $ne: id },
    programmeCode,
    calendarYear,
    status: { $in: open },
  });
  for (const other of others) {
    other.status = DraftStatus.REPLACED;
    other.closedAt = closedAt;
    other.version += 1;
  }
}
