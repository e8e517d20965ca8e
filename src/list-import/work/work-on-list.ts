import fs from 'node:fs/promises';
import type { DedicatedConnection } from '../../database/connections/dedicated-connection.js';
import type { Clock } from '../../kernel/clock.js';
import type { Vault } from '../../kernel/vault.js';
import { BrokenOff } from '../../upload/broken-off.js';
import { endAttempt, isGivenUp } from '../../upload/file-attempts.js';
import type { FileEnd } from '../../upload/file-runner.js';
import type { UploadFolder } from '../../upload/upload-folder.js';
import { refuseUpload } from '../../upload/upload.refusals.js';
import { fetchUpload, removeUpload } from '../../upload/upload-spool.js';
import { applyList } from '../apply/apply-list.js';
import { checkList } from '../check/check-list.js';
import { ListImportStatus } from '../list-import.js';
import { beginAttempt, failList, type ListWork } from './list-work.sql.js';

interface Means {
  session: DedicatedConnection;
  clock: Clock;
  vault: Vault;
  folder: UploadFolder;
  signal: AbortSignal;
}

/** Checks a list, or applies a confirmed one, from where it is to its end. */
export async function workOnList(due: ListWork, means: Means): Promise<FileEnd> {
  const { session, clock } = means;
  if (!(await session.tryLock(`list/${due.id}`))) return 'ELSEWHERE';
  const work = await beginAttempt(session, due);
  if (!work) return 'READ';
  if (isGivenUp(work)) await failList(session, work.id, refuseUpload('INTAKE_FAILED', ['file']), clock.now());
  else await attempt(work, means);
  return 'READ';
}

/**
 * Runs an attempt; throws `BrokenOff` where it failed. An attempt that ends because the gateway stops is not counted.
 */
async function attempt(work: ListWork, means: Means): Promise<void> {
  const { session, clock, signal } = means;
  try {
    if (work.status === ListImportStatus.CONFIRMED) await applyList(work, session, () => clock.now());
    else await check(work, means);
  } catch (error) {
    if (signal.aborted) await endAttempt(session, 'list_import', work.id, 'NOT_COUNTED');
    throw new BrokenOff(error);
  }
}

async function check(work: ListWork, { session, clock, vault, folder, signal }: Means): Promise<void> {
  const now = () => clock.now();
  const file = await folder.workFile(work.id);
  try {
    if (!(await fetchUpload(session, work.id, file))) {
      return await failList(session, work.id, refuseUpload('FILE_GONE', ['file']), now());
    }
    await checkList(work, { session, file, vault, now, signal });
    await removeUpload(session, work.id);
  } finally {
    await fs.rm(file, { force: true });
  }
}
