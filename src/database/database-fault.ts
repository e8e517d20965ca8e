import { causesOf } from '../kernel/errors/causes-of.js';
import { isMachineFault } from '../kernel/errors/system-error.js';
import { Unavailable } from '../kernel/errors/unavailable.js';

/** PostgreSQL error codes of temporary conditions: the same statement may succeed later. */
const passing = new Set([
  '57P01', // the server is shutting down, or the session was ended
  '57P02', // the server crashed
  '57P03', // the server is starting
  '25P03', // the transaction was idle for too long
  '25006', // a standby, or a server whose failover is not finished
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // a lock was not granted in time
  '58030', // the server could not read or write its files
]);

/** Another transaction wrote the same data concurrently: unique violation, serialization failure, deadlock. */
const conflicts = new Set(['23505', '40001', '40P01']);

/**
 * Connection exceptions and insufficient resources. Not 08P01, which is text that PostgreSQL cannot read, the client's
 * fault.
 */
const passingClass = /^(08(?!P01)|53)/;

const networkFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Messages of `pg` without a code for a connection that is lost or cannot be opened. */
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Cannot use a pool after)/;

const secondsUntilRetry = 2;
/** An operator has to free space on a full disk. */
const secondsUntilRoom = 60;

/** Whether PostgreSQL rolled a transaction back because of a concurrent one. A retry sees what the other one wrote. */
export function isConflict(error: unknown): boolean {
  return conflicts.has(String((error as { code?: unknown } | null)?.code));
}

/**
 * Whether the error comes from PgBouncer. It ends a connection with the code of a protocol violation for any reason:
 * the server died, does not answer, or has no room. PostgreSQL uses this code for text that it cannot read, and
 * continues.
 */
export function isPoolerFault(error: unknown): boolean {
  return causesOf(error).some(
    (cause) => cause.code === '08P01' && (cause as { severity?: string }).severity === 'FATAL',
  );
}

/** Whether an error or one of its causes is a temporary condition of the database. */
export function isTemporaryFault(error: unknown): boolean {
  if (isPoolerFault(error)) return true;
  return causesOf(error).some(({ code, message }) => {
    const isPassing = (text: string) => passing.has(text) || passingClass.test(text) || networkFaults.has(text);
    return (typeof code === 'string' && isPassing(code)) || lostConnection.test(message);
  });
}

/** Returns the `Unavailable` error for a temporary condition; undefined for any other error. */
export function asUnavailable(error: unknown): Unavailable | undefined {
  if (error instanceof Unavailable) return error;
  if (isMachineFault(error)) {
    return new Unavailable(
      'The gateway has no room to work at the moment. Send it again later.',
      secondsUntilRoom,
      error,
    );
  }
  if (!isTemporaryFault(error)) return undefined;
  return new Unavailable(
    'The database does not answer at the moment. Send the same request again later; with the same idempotencyKey nothing is done twice.',
    secondsUntilRetry,
    error,
  );
}
