import type { Waiting } from './submission-work.sql.js';

/** So many files are worked on at a time in one gateway. */
export const filesAtOnce = 3;
/** Above so many bytes a file is large, and others do not wait behind it. */
const large = 2 * 1024 * 1024;
/** Of large files, and of the files of one institution, one less than there are places: somebody else always gets one. */
const mostAlike = filesAtOnce - 1;

/**
 * The file to begin with next; undefined where none may begin. Places are shared out fairly: an institution that has
 * fewer files in work comes first, then small files, then what was sent first. Where small files take all places but
 * one, a large one that waits gets that.
 */
export function chooseNext(waiting: readonly Waiting[], running: readonly Waiting[]): Waiting | undefined {
  if (running.length >= filesAtOnce) return undefined;
  const runningOf = (institutionId: string) => running.filter((file) => file.institutionId === institutionId).length;
  const largeRunning = running.filter(isLarge).length;
  const mayBegin = waiting.filter(
    (file) => runningOf(file.institutionId) < mostAlike && !(isLarge(file) && largeRunning >= mostAlike),
  );
  const dueLarge = largeRunning === 0 && running.length >= mostAlike ? mayBegin.filter(isLarge) : [];
  // `waiting` is in the order of sending, and the sort keeps that.
  const [next] = (dueLarge.length > 0 ? dueLarge : mayBegin).toSorted(
    (one, other) =>
      runningOf(one.institutionId) - runningOf(other.institutionId) || Number(isLarge(one)) - Number(isLarge(other)),
  );
  return next;
}

function isLarge({ fileSize }: Waiting): boolean {
  return fileSize > large;
}
