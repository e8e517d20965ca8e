import type { Waiting } from './submission-work.sql.js';

/** How many files one gateway processes at a time. */
export const filesAtOnce = 3;
/** A file of more bytes is large; small files do not wait for it. */
const large = 2 * 1024 * 1024;
/**
 * The most large files at a time, and the most files of one institution: one less than there are places, so that one is
 * always left for others.
 */
const mostAlike = filesAtOnce - 1;

/**
 * Returns the file to process next; undefined where none may begin. An institution with fewer files in process comes
 * first, then small files, then the file sent first. Where small files use all places but one, a waiting large file
 * gets the last one.
 */
export function chooseNext(waiting: readonly Waiting[], running: readonly Waiting[]): Waiting | undefined {
  if (running.length >= filesAtOnce) return undefined;
  const runningOf = (institutionId: string) => running.filter((file) => file.institutionId === institutionId).length;
  const largeRunning = running.filter(isLarge).length;
  const mayBegin = waiting.filter(
    (file) => runningOf(file.institutionId) < mostAlike && !(isLarge(file) && largeRunning >= mostAlike),
  );
  const dueLarge = largeRunning === 0 && running.length >= mostAlike ? mayBegin.filter(isLarge) : [];
  // `waiting` is in the order of sending, and the sort is stable.
  const [next] = (dueLarge.length > 0 ? dueLarge : mayBegin).toSorted(
    (one, other) =>
      runningOf(one.institutionId) - runningOf(other.institutionId) || Number(isLarge(one)) - Number(isLarge(other)),
  );
  return next;
}

function isLarge({ fileSize }: Waiting): boolean {
  return fileSize > large;
}
