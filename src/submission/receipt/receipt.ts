import type { Context } from '../../access/context.js';
import { timeOf } from '../../kernel/values/dates.js';
import { globalId } from '../../kernel/values/global-id.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { institutionById } from '../../institution/institution.loader.js';
import { programmeById } from '../../programme/programme.loader.js';
import { reconcile, ReconciliationGroup } from '../reconciliation/reconciliation.sql.js';
import { type Submission, SubmissionSource, SubmissionStatus } from '../submission.js';

/** The facts of a receipt as they are printed; amounts in yuan, times in Asia/Shanghai. */
export interface Receipt {
  submission: string;
  programme: string;
  documentNumber: string;
  demonstration: boolean;
  institution: string;
  /** Null where the rows were sent by a mutation. */
  file: { name: string; size: number; sha256: string } | null;
  receivedAt: string;
  finishedAt: string;
  rows: { all: number; accepted: number; corrected: number; failed: number; warned: number; flagged: number };
  /** The policies of this submission that are accepted now, with the digest that `reconciliation` returns. */
  accepted: { count: number; premium: string; refunded: string; digest: string };
  writtenAt: string;
}

/** SHA-256 of an empty text: the digest where no policy is accepted. */
const digestOfNone = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Returns the receipt of a submission for the insurer's archive. Throws 409 while rows are processed, and where nothing
 * was written: after a dry run, or for a file that was refused as a whole.
 */
export async function receiptOf(context: Context, submission: Submission): Promise<Receipt> {
  requireWritten(submission);
  const { id, programmeId, institutionId } = submission;
  const em = await context.db.read();
  const [programme, institution, [accepted]] = await Promise.all([
    programmeById(context, programmeId),
    institutionById(context, institutionId),
    reconcile(em, { programmeId, groupBy: ReconciliationGroup.SUBMISSION, submissionId: id }),
  ]);
  if (!programme || !institution) throw new Error('The programme or the institution of a submission is gone');
  const { count = '0', premium = '0.00', refunded = '0.00', digest = digestOfNone } = accepted ?? {};
  return {
    submission: globalId('Submission', id),
    programme: programme.title,
    documentNumber: programme.documentNumber,
    demonstration: programme.demonstration,
    institution: institution.name,
    file: fileOf(submission),
    receivedAt: timeOf(submission.submittedAt),
    finishedAt: timeOf(submission.finishedAt ?? submission.submittedAt),
    rows: {
      all: submission.rowCount,
      accepted: submission.acceptedCount,
      corrected: submission.correctedCount,
      failed: submission.failedCount,
      warned: submission.warningCount,
      flagged: submission.flaggedCount,
    },
    accepted: { count: Number(count), premium, refunded, digest },
    writtenAt: timeOf(context.clock.now()),
  };
}

function requireWritten({ status, dryRun }: Submission): void {
  if (dryRun) throw new RouteRefused(409, 'A dry run has no receipt: nothing was written');
  if (status === SubmissionStatus.COMPLETED) return;
  if (status === SubmissionStatus.QUEUED || status === SubmissionStatus.PROCESSING) {
    throw new RouteRefused(409, 'The rows are still being checked; ask for the receipt when they are done');
  }
  throw new RouteRefused(409, 'The file was refused as a whole, so there is no receipt');
}

function fileOf({ source, fileName, fileSize, sha256 }: Submission): Receipt['file'] {
  if (source !== SubmissionSource.FILE || fileSize === null || sha256 === null) return null;
  return { name: fileName ?? '', size: fileSize, sha256 };
}
