import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed, exitCode, say } from './command.js';
import type { GatewayClient } from './gateway-client.js';
import { SubmissionStateDocument, type SubmissionStateFragment } from './generated/graphql.js';
import type { Progress } from './progress.js';

const interval = 1_000;

export async function readSubmission(gateway: GatewayClient, id: string): Promise<SubmissionStateFragment> {
  const { submission } = await gateway.ask(SubmissionStateDocument, { id });
  if (submission) return submission;
  throw new CommandFailed(exitCode.wrongUse, `There is no submission ${id} that you may see`);
}

export function hasEnded({ status }: SubmissionStateFragment): boolean {
  return status !== 'QUEUED' && status !== 'PROCESSING';
}

/** Looks until the work on a submission has ended. A look that fails is made again, so a broken connection costs nothing. */
export async function followSubmission(
  gateway: GatewayClient,
  id: string,
  progress: Progress,
): Promise<SubmissionStateFragment> {
  for (;;) {
    const submission = await readSubmission(gateway, id);
    if (hasEnded(submission)) return submission;
    const { status, bytesRead, fileSize, rowCount, failedCount, startedAt } = submission;
    const seconds = startedAt ? (Date.now() - Date.parse(startedAt)) / 1_000 : 0;
    const rate = seconds > 1 ? `, ${Math.round(rowCount / seconds)} rows/s` : '';
    const told = status === 'QUEUED' ? 'waiting for its turn' : `${rowCount} rows read, ${failedCount} failed${rate}`;
    progress.show('taken in', fileSize ? bytesRead / fileSize : 0, told);
    await sleep(interval);
  }
}

/** What became of a submission, for people. */
export function describe(submission: SubmissionStateFragment): void {
  const { id, status, fault, rowCount, acceptedCount, failedCount, correctedCount, flaggedCount } = submission;
  if (fault) {
    say(`✘ ${fault.message} (${fault.code})`);
    return say(`  submission ${id}`);
  }
  if (!hasEnded(submission))
    return say(`… ${status}: ${rowCount} rows read, ${failedCount} failed\n  submission ${id}`);
  const what = submission.dryRun ? 'would be accepted; nothing was written' : 'accepted';
  say(`${failedCount > 0 ? '✘' : '✔'} ${acceptedCount} of ${rowCount} rows ${what}, ${failedCount} failed`);
  if (status === 'REJECTED') say('  A row failed and the error policy is REJECT_ALL: nothing was accepted.');
  if (correctedCount > 0) say(`  ${correctedCount} of them corrected an earlier policy`);
  if (flaggedCount > 0)
    say(`  ${flaggedCount} were flagged: the same invoice or an overlapping period stands elsewhere`);
  if (submission.subsidyPreview)
    say(`  expected subsidy before refunds and the cap: ${submission.subsidyPreview} yuan`);
  say(`  submission ${id}`);
  if (failedCount > 0) say(`  the failed rows: mianshen failed-rows ${id}`);
}

export function exitCodeOf(submission: SubmissionStateFragment): number {
  if (submission.status === 'FAILED') return exitCode.refused;
  return submission.failedCount > 0 ? exitCode.faultsFound : exitCode.done;
}
