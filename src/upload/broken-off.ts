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
