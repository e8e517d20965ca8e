import { ListImportStatus } from '../list-import.js';
import type { ListWork } from '../work/list-work.sql.js';

/** So many lists are worked on at a time in one gateway. */
export const listsAtOnce = 2;
/** Above so many bytes a list is large, and others do not wait behind it. */
const large = 2 * 1024 * 1024;

/**
 * The list to begin with next; undefined where none may begin. What is confirmed comes first, then what was sent first;
 * of the places one is always left to a list that is not large.
 */
export function chooseList(waiting: readonly ListWork[], running: readonly ListWork[]): ListWork | undefined {
  if (running.length >= listsAtOnce) return undefined;
  const mayBegin = running.some(isLarge) ? waiting.filter((list) => !isLarge(list)) : waiting;
  return mayBegin.find(({ status }) => status === ListImportStatus.CONFIRMED) ?? mayBegin[0];
}

function isLarge({ fileSize }: ListWork): boolean {
  return fileSize > large;
}
