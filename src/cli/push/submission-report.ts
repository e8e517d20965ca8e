import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed, exitCode, say } from '../command.js';
import type { GatewayClient } from '../connection/gateway-client.js';
import { SubmissionStateDocument, type SubmissionStateFragment } from '../generated/graphql.js';
import { language, localised } from '../language.js';
import type { Progress } from './progress.js';

const interval = 1_000;

const waiting = { en: 'waiting for its turn', zh: '排队中' };
const working = (rows: number, failed: number, rate: number) => ({
  en: `${rows} rows read, ${failed} failed${rate > 0 ? `, ${rate} rows/s` : ''}`,
  zh: `已读取 ${rows} 行，未受理 ${failed} 行${rate > 0 ? `，每秒 ${rate} 行` : ''}`,
});

export async function readSubmission(gateway: GatewayClient, id: string): Promise<SubmissionStateFragment> {
  const { submission } = await gateway.ask(SubmissionStateDocument, { id });
  if (submission) return submission;
  throw new CommandFailed(
    exitCode.wrongUse,
    localised({ en: `There is no submission ${id} that you may see`, zh: `没有您可查看的批次 ${id}` }),
  );
}

export function hasEnded({ status }: SubmissionStateFragment): boolean {
  return status !== 'QUEUED' && status !== 'PROCESSING';
}

/** Reads the submission once a second until the work on it has ended. The client retries a failed read. */
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
    const rate = seconds > 1 ? Math.round(rowCount / seconds) : 0;
    const state = status === 'QUEUED' ? waiting : working(rowCount, failedCount, rate);
    progress.show(localised({ en: 'taken in', zh: '已处理' }), fileSize ? bytesRead / fileSize : 0, localised(state));
    await sleep(interval);
  }
}

const statuses: Record<string, string> = {
  QUEUED: '排队中',
  PROCESSING: '处理中',
  COMPLETED: '已完成',
  REJECTED: '整批未受理',
  FAILED: '文件未受理',
};

export function statusInChinese(status: string): string {
  return statuses[status] ?? status;
}

/** Prints the result of a submission for people. */
export function describe(submission: SubmissionStateFragment): void {
  for (const line of language() === 'zh' ? inChinese(submission) : inEnglish(submission)) say(line);
}

function inEnglish(submission: SubmissionStateFragment): string[] {
  const { id, status, fault, rowCount, acceptedCount, failedCount, correctedCount, flaggedCount } = submission;
  if (fault) return [`✘ ${fault.message} (${fault.code})`, `  submission ${id}`];
  if (!hasEnded(submission)) {
    return [`… ${status}: ${rowCount} rows read, ${failedCount} failed`, `  submission ${id}`];
  }
  const { dryRun, warningCount, subsidyPreview } = submission;
  const what = dryRun ? 'would be accepted; nothing was written' : 'accepted';
  return linesOf([
    `${failedCount > 0 ? '✘' : '✔'} ${acceptedCount} of ${rowCount} rows ${what}, ${failedCount} failed`,
    status === 'REJECTED' && '  A row failed and the error policy is REJECT_ALL: nothing was accepted.',
    correctedCount > 0 && `  ${correctedCount} of them corrected an earlier policy`,
    flaggedCount > 0 && `  ${flaggedCount} were flagged: the same invoice or an overlapping period is known elsewhere`,
    warningCount > 0 && `! ${warningCount} accepted rows should be checked:`,
    ...warningsOf(submission, (row, message) => `    row ${row}: ${message}`),
    subsidyPreview && `  expected subsidy before refunds and the cap: ${subsidyPreview} yuan`,
    `  submission ${id}`,
    failedCount > 0 && `  the failed rows: mianshen failed-rows ${id}`,
    warningCount + flaggedCount > 0 && `  all rows to look at: mianshen results ${id}`,
  ]);
}

function inChinese(submission: SubmissionStateFragment): string[] {
  const { id, status, fault, rowCount, acceptedCount, failedCount, correctedCount, flaggedCount } = submission;
  if (fault) return [`✘ ${fault.message}`, `  批次编号 ${id}`];
  if (!hasEnded(submission)) {
    return [`… ${statusInChinese(status)}：已读取 ${rowCount} 行，未受理 ${failedCount} 行`, `  批次编号 ${id}`];
  }
  const { dryRun, warningCount, subsidyPreview } = submission;
  const what = dryRun ? '可受理（仅校验，未写入）' : '已受理';
  return linesOf([
    `${failedCount > 0 ? '✘' : '✔'} 共 ${rowCount} 行，${what} ${acceptedCount} 行，未受理 ${failedCount} 行`,
    status === 'REJECTED' && '  有行不合格，按所选方式整批未受理。',
    correctedCount > 0 && `  其中更正此前保单 ${correctedCount} 行`,
    flaggedCount > 0 && `  存疑 ${flaggedCount} 份：与其他保单发票相同或保险期间重叠`,
    warningCount > 0 && `! 已受理但请核对 ${warningCount} 行：`,
    ...warningsOf(submission, (row, message) => `    第 ${row} 行：${message}`),
    subsidyPreview && `  预计补贴（未计退费和封顶）：${subsidyPreview} 元`,
    `  批次编号 ${id}`,
    failedCount > 0 && `  下载未受理的行：mianshen failed-rows ${id}`,
    warningCount + flaggedCount > 0 && `  下载需核对的行：mianshen results ${id}`,
  ]);
}

const linesOf = (lines: (string | false | null)[]) => lines.filter((line) => typeof line === 'string');

/** Returns lines for the warnings of the first rows; the file of results has all warnings. */
function warningsOf({ rows }: SubmissionStateFragment, line: (row: number, message: string) => string): string[] {
  return rows.nodes.flatMap(({ index, warnings }) => warnings.map(({ message }) => line(index, message)));
}

export function exitCodeOf(submission: SubmissionStateFragment): number {
  if (submission.status === 'FAILED') return exitCode.refused;
  return submission.failedCount > 0 ? exitCode.faultsFound : exitCode.done;
}
