import { isConflict, isTemporaryFault } from '../database/database-fault.js';

/** An attempt at a file that broke off through no fault of the file. */
export class BrokenOff extends Error {
  constructor(cause: unknown) {
    super('The work on a file broke off', { cause });
  }
}

/**
 * PostgreSQL or the connection to it was ended, another job held what this one needs, or another file took a policy
 * number between the check and the writing.
 */
export function isTemporary(error: unknown): boolean {
  return isTemporaryFault(error) || isConflict(error);
}

/**
 * How often a file is tried. An attempt that failed counts, and so does one in which the gateway died; a gateway that was
 * told to stop does not. A database that went away is no fault of the file, unless that happens time after time: then the
 * file may be what ends it.
 */
export const mostTries = { failures: 2, interruptions: 20 };
