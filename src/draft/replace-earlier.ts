import type { EntityManager } from '@mikro-orm/postgresql';
import { findAllLocked } from '../database/find-locked.js';
import { Draft, DraftStatus } from './draft.js';

/**
 * After the approval of a draft, ends other open drafts of the same programme or year: they were made from the content
 * that it replaces.
 */
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
