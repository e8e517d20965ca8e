import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isTemporaryFault } from '../../database/database-fault.js';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { Institution } from '../../institution/institution.js';
import type { Programme } from '../../programme/programme.js';
import { ErrorPolicy, SubmissionStatus } from '../submission.js';
import { findOpenProgramme } from '../submit-policies.js';
import { requireActive } from '../../institution/require-active.js';
import type { ReceivedFile, UploadFolder } from '../../upload/upload-folder.js';
import { forgetGranted, enterGranted } from '../../granted/enter-granted.js';
import { removeUpload, type UploadSpool } from '../../upload/upload-spool.js';
import { policyFileKind } from './end-with-grant.js';
import { resupply } from './work/submission-work.sql.js';
import { refuseSubmission } from '../submission.refusals.js';

export interface SubmitFile {
  programme: string;
  errorPolicy: ErrorPolicy;
  dryRun: boolean;
  idempotencyKey: string | null;
  fileName: string | null;
}

export interface FileSubmission {
  id: string;
  status: SubmissionStatus;
  /** Whether the same content was sent before; then this is its first submission. */
  repeated: boolean;
}

/** Checks whether the viewer may send a file now: before the body is read, and again when it is complete. */
export function admitFile(context: Context, programme: string): Promise<void> {
  return context.db.write(async (em) => void (await requireAdmitted(em, context, programme)));
}

async function requireAdmitted(em: EntityManager, context: Context, programme: string): Promise<Programme> {
  requireActive(await em.findOneOrFail(Institution, { id: context.viewer.subjectId as string }));
  return findOpenProgramme(em, context, programme);
}

/** Where a file is stored: first on the disk of this gateway, then in the database for all gateways. */
export interface Receiving {
  folder: UploadFolder;
  uploads: UploadSpool;
}

/**
 * Receives a whole file (§3 four), stores it where every gateway finds it, and enters a submission that is processed in
 * the background. The same content again gets the first submission, as long as that one accepted rows or still may. A
 * file that was refused as a whole may be tried again, and where the stored bytes of the first submission are lost,
 * these replace them.
 */
export async function submitFile(
  context: Context,
  { folder, uploads }: Receiving,
  input: SubmitFile,
  body: Readable,
): Promise<FileSubmission> {
  const file = await folder.receive(body, randomUUID());
  try {
    const uploadId = await uploads.store(file.path);
    const submission = await context.db
      .write((em) => enter(em, context, input, { ...file, uploadId }))
      .catch(async (error: unknown) => {
        // After a broken connection the submission may have been committed, and then it needs the file.
        if (!isTemporaryFault(error)) await uploads.remove(uploadId);
        throw error;
      });
    return submission.repeated ? await repeatedOrResupplied(context, uploads, submission, uploadId) : submission;
  } finally {
    await folder.discard(file);
  }
}

async function repeatedOrResupplied(
  context: Context,
  uploads: UploadSpool,
  submission: FileSubmission,
  uploadId: string,
): Promise<FileSubmission> {
  return uploads.withConnection(async (connection) => {
    if (await resupply(connection, submission.id, uploadId)) {
      await forgetGranted(connection, policyFileKind, submission.id);
      await enterGranted(connection, context, policyFileKind, submission.id);
      return { ...submission, status: SubmissionStatus.QUEUED, repeated: false };
    }
    await removeUpload(connection, uploadId);
    return submission;
  });
}

interface KeptFile extends ReceivedFile {
  uploadId: string;
}

async function enter(em: EntityManager, context: Context, input: SubmitFile, file: KeptFile): Promise<FileSubmission> {
  const institutionId = context.viewer.subjectId as string;
  const programme = await requireAdmitted(em, context, input.programme);
  // Where one file is sent twice at the same time, the second request waits and finds the first submission.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload/${institutionId}`}, 0))`.execute(em.getKysely());
  const earlier = await findEarlier(em, { institutionId, programmeId: programme.id, input, file });
  if (earlier) return { ...earlier, repeated: true };
  const { rows } = await sql<{ id: string }>`
    insert into submission (programme_id, institution_id, error_policy, status, source, dry_run, row_count,
      accepted_count, failed_count, submitted_at, submitted_by, idempotency_key, file_name, file_size, sha256,
      upload_id)
    values (${programme.id}::uuid, ${institutionId}::uuid, ${input.errorPolicy}, 'QUEUED', 'FILE', ${input.dryRun},
      0, 0, 0, ${context.clock.now()}, ${context.viewer.accountId}::uuid, ${input.idempotencyKey}, ${input.fileName},
      ${file.size}, ${file.sha256}, ${file.uploadId}::uuid)
    returning id`.execute(em.getKysely());
  const { id } = rows[0] as { id: string };
  await enterGranted(em, context, policyFileKind, id);
  return { id, status: SubmissionStatus.QUEUED, repeated: false };
}

interface Wanted {
  institutionId: string;
  programmeId: string;
  input: SubmitFile;
  file: ReceivedFile;
}

interface Earlier {
  id: string;
  status: SubmissionStatus;
  same: boolean;
}

async function findEarlier(em: EntityManager, { institutionId, programmeId, input, file }: Wanted) {
  const { idempotencyKey: key, errorPolicy, dryRun } = input;
  const { rows } = await sql<Earlier & { byKey: boolean }>`
    select id, status, coalesce(idempotency_key = ${key}, false) as "byKey",
      sha256 = ${file.sha256} and programme_id = ${programmeId}::uuid and error_policy = ${errorPolicy}
        and dry_run = ${dryRun} as same
    from submission
    where institution_id = ${institutionId}::uuid and source = 'FILE'
      and (idempotency_key = ${key} or sha256 = ${file.sha256} and programme_id = ${programmeId}::uuid
        and dry_run = ${dryRun} and not dry_run and (accepted_count > 0 or status in ('QUEUED', 'PROCESSING'))
        and fault_found->>'code' is distinct from 'INTAKE_FAILED')
    order by "byKey" desc, submitted_at limit 1`.execute(em.getKysely());
  const found = rows[0];
  if (found?.byKey && !found.same)
    throw new Refused(refuseSubmission('UPLOAD_KEY_CONFLICT', ['idempotencyKey'], { key }));
  return found && { id: found.id, status: found.status };
}
