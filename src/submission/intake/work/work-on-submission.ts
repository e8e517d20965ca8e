import { Role } from '../../../access/role.js';
import fs from 'node:fs/promises';
import { sql } from 'kysely';
import type { Clock } from '../../../kernel/clock.js';
import type { Vault } from '../../../kernel/vault.js';
import { Refused } from '../../../kernel/errors/refusal.js';
import type { DedicatedConnection } from '../../../database/connections/dedicated-connection.js';
import type { KeptSessions, TakeSession } from '../../../database/connections/kept-sessions.js';
import { refreshStatistics } from '../../../database/refresh-statistics.js';
import { recordEvents } from '../../../event/record-event.js';
import { SubmissionStatus } from '../../submission.js';
import { BrokenOff, WorkLost } from '../../../upload/broken-off.js';
import { endAttempt, isGivenUp } from '../../../upload/file-attempts.js';
import type { FileEnd } from '../../../upload/file-runner.js';
import type { UploadFolder } from '../../../upload/upload-folder.js';
import { refuseUpload } from '../../../upload/upload.refusals.js';
import { fetchUpload, removeUpload } from '../../../upload/upload-spool.js';
import { forgetGranted } from '../../../granted/enter-granted.js';
import { findProgrammeRowRules } from '../../../policy/rows/find-row-rules.js';
import { policyFileKind } from '../end-with-grant.js';
import { compareWhole, flagFile } from '../flag-file.js';
import { beginWork, endWork, type Work } from './submission-work.sql.js';
import { insertWhole } from '../take-in/take-in-whole.js';
import type { Job, Outcome } from '../take-in/job.js';
import { takeIn } from '../take-in/take-in.js';

interface Means {
  sessions: KeptSessions;
  clock: Clock;
  folder: UploadFolder;
  vault: Vault;
  signal: AbortSignal;
}

/** Processes one submission from where it is to its end. */
export function workOnSubmission(id: string, { sessions, folder, ...means }: Means): Promise<FileEnd> {
  return sessions.run(async (session, another) => {
    const file = await folder.workFile(id);
    try {
      if (!(await session.tryLock(`submission/${id}`))) return 'ELSEWHERE';
      const work = await beginWork(session, id, means.clock.now());
      if (!work) return 'READ';
      return (await attempt(work, { ...means, session, another, file })) ? 'UNREADABLE' : 'READ';
    } finally {
      await discard(file);
    }
  });
}

/** Deletes a file; where the disk cannot be written, it is deleted by a later cleaning. */
const discard = (file: string) => fs.rm(file, { force: true }).catch(() => undefined);

interface Attempt extends Omit<Means, 'sessions' | 'folder'> {
  session: DedicatedConnection;
  another: TakeSession;
  file: string;
}

/**
 * Returns the same as `takeInAndFinish`; throws `BrokenOff` for an attempt that failed. An attempt that ends because
 * the gateway stops is not counted.
 */
async function attempt(work: Work, means: Attempt): Promise<string | undefined> {
  try {
    return await workOn(work, means);
  } catch (error) {
    if (means.signal.aborted) await endAttempt(means.session, 'submission', work.id, 'NOT_COUNTED');
    throw new BrokenOff(error);
  }
}

async function workOn(work: Work, { clock, ...means }: Attempt): Promise<string | undefined> {
  const { session } = means;
  await refreshStatistics(session);
  const rules = await findProgrammeRowRules(session, work.programmeId);
  const fault = await takeInAndFinish({ ...means, work, rules, now: () => clock.now() });
  if (work.uploadId && !keptForOperator.has(fault ?? '')) await removeUpload(session, work.uploadId);
  return fault;
}

/** Files that made their reader fail; they are kept for some time, so that an operator can find the reason. */
const keptForOperator = new Set(['INTAKE_FAILED', 'FILE_TOO_SLOW']);

/** Returns the code of the refusal where the file was refused as a whole. */
async function takeInAndFinish(job: Job): Promise<string | undefined> {
  try {
    await finish(job, await takeInFile(job));
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const fault = error.refusals[0];
    const ending = { status: SubmissionStatus.FAILED, fault };
    await finish(job, { rows: Number.POSITIVE_INFINITY, ending, staged: false });
    return fault?.code;
  }
}

async function takeInFile(job: Job): Promise<Outcome> {
  const { work, file, session } = job;
  if (isGivenUp(work)) throw new Refused(refuseUpload('INTAKE_FAILED', ['file']));
  const isThere = work.uploadId !== null && (await fetchUpload(session, work.uploadId, file));
  if (!isThere) throw new Refused(refuseUpload('FILE_GONE', ['file']));
  return takeIn(job);
}

/** Ends the work in one transaction: its event, its flags, and the rows of an all-or-nothing file. */
async function finish(job: Job, { rows, ending, staged, contacts = [], notes = [] }: Outcome): Promise<void> {
  const { work, session } = job;
  await session.transaction(async () => {
    const whole = await compareWhole(session, rows);
    if (staged) await insertWhole(job, session, { contacts, corrects: (ending.corrected ?? 0) > 0 });
    const flagged = work.dryRun ? 0 : await flagFile(session, work.id, whole);
    const now = job.now();
    if (!(await endWork(session, work, { ...ending, notes, flagged, now }))) {
      throw new WorkLost(`Submission ${work.id} was ended elsewhere`);
    }
    await forgetGranted(session, policyFileKind, work.id);
    if (work.dryRun) return;
    await recordEvents(
      session,
      { viewer: { accountId: work.submittedBy, role: Role.INSURER }, clock: { now: () => now } },
      'POLICIES_SUBMITTED',
      'Submission',
      sql`
      select id as subject_id, programme_id, institution_id, null::uuid as enterprise_id,
        jsonb_build_object('status', status, 'rows', row_count, 'accepted', accepted_count, 'failed', failed_count,
          'corrected', corrected_count) as data
      from submission where id = ${work.id}::uuid`,
    );
  });
}
