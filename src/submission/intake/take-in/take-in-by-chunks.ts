import { noteContacts } from '../../../contact/note-contacts.js';
import type { DedicatedConnection } from '../../../database/connections/dedicated-connection.js';
import { compareRows } from '../../../policy/rows/compare-rows.js';
import { correctRows } from '../../../policy/rows/correct-rows.js';
import { insertRows } from '../../../policy/rows/insert-rows.js';
import { warnOfNames } from '../../../register/names/compare-names.js';
import { suggestCodes } from '../../../register/names/suggest-codes.js';
import { SubmissionStatus } from '../../submission.js';
import type { Chunk } from '../chunk.js';
import { TableStage } from '../table-stage.js';
import { type Job, type Outcome, requireFewRows, requireSomeRows } from './job.js';
import { countAndNote, requireStillActive } from './note-chunk.js';

/** Inserts each chunk in its own transaction, two at a time; `done` rows were inserted before. */
export async function takeInByChunks(job: Job, chunks: AsyncIterable<Chunk>, done: number): Promise<Outcome> {
  const sessions = [job.session];
  const busy: Promise<void>[] = [];
  let previous: Promise<void> = Promise.resolve();
  let chunkBefore: Chunk | undefined;
  let rows = done;
  let turn = 0;
  try {
    for await (const chunk of chunks) {
      job.signal.throwIfAborted();
      chunk.refuseRepeated(chunkBefore);
      const session = (sessions[turn] ??= await secondOf(job));
      await busy[turn];
      previous = takeInChunk(job, session, chunk, rows, previous);
      // Awaited below or with the next chunk of this session; without this a failure would be unhandled until then.
      previous.catch(() => undefined);
      busy[turn] = previous;
      rows += chunk.size;
      turn = turn === 0 ? 1 : 0;
      chunkBefore = chunk;
      requireFewRows(rows);
    }
  } finally {
    await Promise.allSettled(busy);
  }
  await previous;
  requireSomeRows(rows);
  return { rows, ending: { status: SubmissionStatus.COMPLETED }, staged: false };
}

async function secondOf({ another }: Job): Promise<DedicatedConnection> {
  const session = await another();
  await TableStage.create(session, false);
  return session;
}

/**
 * Inserts a chunk. Two chunks are inserted at the same time but committed in the order of the file, so neither may wait
 * for a lock of the other: companies are committed before, and numbers in both chunks are refused before. Corrections
 * and shares read the policies of the previous chunk and wait for it.
 */
async function takeInChunk(
  job: Job,
  session: DedicatedConnection,
  chunk: Chunk,
  rowsBefore: number,
  before: Promise<void>,
): Promise<void> {
  const { work } = job;
  const stage = new TableStage(session, work, chunk);
  await stage.copy(chunk.lines());
  await warnOfNames(session, chunk.named);
  await suggestCodes(session, chunk.doubtful);
  await stage.enterCompanies();
  if (chunk.hasCorrections || chunk.hasShares) await before;
  await session.transaction(async () => {
    await requireStillActive(session, work.institutionId);
    await compareRows(stage, chunk);
    const { count } = await insertRows(stage);
    if (chunk.hasCorrections) await correctRows(stage, { reason: null, now: job.now() });
    await before;
    const by = { vault: job.vault, now: job.now(), accountId: work.submittedBy };
    await noteContacts(session, by, work.institutionId, chunk.contacts);
    await countAndNote(session, work, chunk, rowsBefore, count);
  });
  await stage.empty();
}
