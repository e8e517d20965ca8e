import { ListImportStatus } from '../list-import.js';
import type { ListWork } from '../work/list-work.sql.js';

/** How many lists one gateway processes at a time. */
export const listsAtOnce = 2;
/** A list of more bytes is large; small lists do not wait for it. */
const large = 2 * 1024 * 1024;

/**
 * Returns the list to process next; undefined where none may begin. Confirmed lists come first, then the list sent
 * first; one place is always left for a list that is not large.
 */
export function chooseList(waiting: readonly ListWork[], running: readonly ListWork[]): ListWork | undefined {
  if (running.length >= listsAtOnce) return undefined;
  const mayBegin = running.some(isLarge) ? waiting.filter((list) => !isLarge(list)) : waiting;
  return mayBegin.find(({ status }) => status === ListImportStatus.CONFIRMED) ?? mayBegin[0];
}

function isLarge({ fileSize }: ListWork): boolean {
  return fileSize > large;
}
