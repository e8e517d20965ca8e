import { type NotedContact, noteContacts } from '../../../contact/note-contacts.js';
import type { DedicatedConnection } from '../../../database/connections/dedicated-connection.js';
import { compareRows } from '../../../policy/rows/compare-rows.js';
import { correctRows } from '../../../policy/rows/correct-rows.js';
import { insertRows } from '../../../policy/rows/insert-rows.js';
import { previewTotal } from '../../../policy/rows/preview-subsidy.js';
import { refuseRepeated } from '../../../policy/rows/rules/refuse-repeated.js';
import { warnOfNames } from '../../../register/names/compare-names.js';
import { suggestCodes } from '../../../register/names/suggest-codes.js';
import { ErrorPolicy, SubmissionStatus } from '../../submission.js';
import type { Chunk } from '../chunk.js';
import { TableStage } from '../table-stage.js';
import { type Job, type Outcome, requireFewRows, requireSomeRows } from './job.js';
import { countAndNote, requireStillActive } from './note-chunk.js';

/** Checks all rows, which stay in the session; the outcome says whether they are to be inserted. */
export async function takeInWhole(job: Job, chunks: AsyncIterable<Chunk>): Promise<Outcome> {
  const { work, session } = job;
  let rows = 0;
  let accepted = 0;
  let corrected = 0;
  const contacts = new Map<string, string>();
  for await (const chunk of chunks) {
    job.signal.throwIfAborted();
    const stage = new TableStage(session, work, chunk);
    await stage.copy(chunk.lines());
    await warnOfNames(session, chunk.named);
    await suggestCodes(session, chunk.doubtful);
    await session.transaction(async () => {
      chunk.refuse(await refuseRepeated(stage));
      await compareRows(stage, chunk);
      await countAndNote(session, work, chunk, rows, 0);
    });
    rows += chunk.size;
    accepted += chunk.good.length;
    for (const { creditCode, phone } of chunk.contacts) contacts.set(creditCode, phone);
    corrected += chunk.good.filter(({ action }) => action === 'CORRECT').length;
    requireFewRows(rows);
  }
  requireSomeRows(rows);
  const subsidyPreview = work.dryRun ? await previewTotal(new TableStage(session, work), job.rules.rulesId) : undefined;
  if (accepted < rows && work.errorPolicy === ErrorPolicy.REJECT_ALL) {
    return { rows, ending: { status: SubmissionStatus.REJECTED, subsidyPreview }, staged: false };
  }
  const ending = { status: SubmissionStatus.COMPLETED, accepted, corrected, subsidyPreview };
  const noted = [...contacts].map(([creditCode, phone]) => ({ creditCode, phone }));
  return { rows, ending, staged: !work.dryRun, contacts: noted };
}

/**
 * Inserts all rows of a submission at once. A policy number that another submission has inserted meanwhile violates its
 * uniqueness; the work then begins again and finds it.
 */
export async function insertWhole(
  { work, now, vault }: Job,
  session: DedicatedConnection,
  { contacts, corrects }: { contacts: NotedContact[]; corrects: boolean },
): Promise<void> {
  await requireStillActive(session, work.institutionId);
  const stage = new TableStage(session, work);
  await stage.enterCompanies();
  await insertRows(stage);
  if (corrects) await correctRows(stage, { reason: null, now: now() });
  const by = { vault, now: now(), accountId: work.submittedBy };
  await noteContacts(session, by, work.institutionId, contacts);
}
