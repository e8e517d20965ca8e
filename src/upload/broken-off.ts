import { isConflict, isTemporaryFault } from '../database/database-fault.js';
import { causesOf } from '../kernel/errors/causes-of.js';
import { isMachineFault } from '../kernel/errors/system-error.js';
import type { AttemptEnd } from './file-attempts.js';

/** An attempt to process a file that failed, and how it counts. */
export class BrokenOff extends Error {
  constructor(
    cause: unknown,
    readonly end: AttemptEnd = endOf(cause),
  ) {
    super('The work on a file broke off', { cause });
  }
}

/** Another gateway has taken over this file, so this one must write nothing more. */
export class WorkLost extends Error {}

/** PostgreSQL has no space or cannot write, so that an attempt at any file would fail. */
const databaseFaults = new Set([
  '53100', // disk full
  '53300', // too many connections
  '57P03', // the server is starting
  '58030', // it could not read or write its files
  '25006', // a standby, or a server whose failover is not finished
]);

/** Returns how an attempt counts that ended with an error. */
export function endOf(error: unknown): AttemptEnd {
  const causes = causesOf(error);
  const isElsewhere = causes.some(({ code }) => databaseFaults.has(String(code)));
  if (isElsewhere || isMachineFault(error)) return 'NOT_COUNTED';
  const isInterruption =
    isTemporaryFault(error) || causes.some((cause) => cause instanceof WorkLost || isConflict(cause));
  return isInterruption ? 'INTERRUPTED' : 'FAILED';
}
