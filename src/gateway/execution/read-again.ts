import type { ExecutionResult } from 'graphql';
import type { Context } from '../../access/context.js';
import { isTemporaryFault } from '../../database/database-fault.js';

/** Executes an operation. If it fails because a replica is gone, executes it once more on the primary. */
export async function readAgain(context: Context, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  const result = await execute();
  const faulty = result.errors?.some(({ originalError }) => isTemporaryFault(originalError));
  if (!faulty || !(await context.db.leaveReplica())) return result;
  return execute();
}
