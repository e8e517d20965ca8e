import { sql } from 'kysely';
import type { DedicatedConnection } from '../../database/connections/dedicated-connection.js';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Vault } from '../../kernel/vault.js';
import { sealPerson } from '../../register/sealed-entry.js';
import { readSpreadsheet } from '../../spreadsheet/reading/read-spreadsheet.js';
import { spareReader } from '../../spreadsheet/reading/spare-reader.js';
import { refuseFile } from '../../spreadsheet/spreadsheet.refusals.js';
import {
  compareStaged,
  createStage,
  type FailedRow,
  forgetCompared,
  noteFailures,
  noteRemoved,
  stageCopy,
  stageLine,
} from '../apply/compare-list.sql.js';
import { ListKind, ListMode } from '../list-import.js';
import { failedRowPlace } from '../list-import-row.js';
import { refuseListRow } from '../list-import.refusals.js';
import { beginCheck, countRows, endCheck, failList, type ListWork, noteFormat } from '../work/list-work.sql.js';
import type { CompanyListOptions } from './company-row.js';
import { templateRows } from './failed-list-rows.js';
import type { QualificationListOptions } from './qualification-row.js';
import type { ListRow } from './row-check.js';

const mostRows = 2_000_000;

/** The module with the kind of row of each kind of list, which the reading process loads by URL. */
const rowKinds: Record<ListKind, URL> = {
  COMPANY_REGISTER: spareReader.expect<CompanyListOptions>(new URL('./company-row.js', import.meta.url), {
    ...templateRows(ListKind.COMPANY_REGISTER),
    options: { listDate: '2025-01-01' },
  }),
  QUALIFICATIONS: spareReader.expect<QualificationListOptions>(new URL('./qualification-row.js', import.meta.url), {
    ...templateRows(ListKind.QUALIFICATIONS),
    options: { kinds: [] },
  }),
};

export interface CheckMeans {
  session: DedicatedConnection;
  file: string;
  vault: Vault;
  now: () => Date;
  signal: AbortSignal;
}

/**
 * Reads a list and compares every row with the present data, in batches and in constant memory. Nothing is shown as
 * done before the end: work that was interrupted begins again.
 */
export async function checkList(work: ListWork, means: CheckMeans): Promise<void> {
  const { session, now } = means;
  if (!(await beginCheck(session, work.id))) return;
  await forgetCompared(session, work.id);
  try {
    await compareFile(work, means);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await failList(session, work.id, error.refusals[0] as Refused['refusals'][number], now());
  }
}

async function compareFile(work: ListWork, { session, file, vault, now, signal }: CheckMeans): Promise<void> {
  const options = await optionsOf(session, work);
  const reading = await readSpreadsheet<ListRow>(rowKinds[work.kind], file, options, { sender: work.uploadedBy });
  try {
    await noteFormat(session, work.id, reading.format, reading.headings);
    await createStage(session);
    let rows = 0;
    for await (const batch of reading.batches) {
      signal.throwIfAborted();
      rows += batch.rows.length;
      if (rows > mostRows) throw new Refused(refuseFile('FILE_TOO_MANY_ROWS', ['file'], { limit: mostRows }));
      await compareRows(session, work, batch.rows, vault, batch.bytesRead);
    }
  } finally {
    await reading.close();
  }
  await session.transaction(async () => {
    if (work.mode === ListMode.REPLACE) await noteRemoved(session, work);
    await endCheck(session, work.id, now());
  });
}

/** Compares some rows of a list with the present data; stores the differences and the failures. */
export async function compareRows(
  session: DedicatedConnection,
  work: ListWork,
  rows: ListRow[],
  vault: Vault,
  bytesRead: number,
): Promise<void> {
  const good = rows.filter(({ entry }) => entry);
  const lines = good.map((row) => stageLine(sealPerson(vault, row))).join('');
  await session.transaction(async () => {
    await session.copy(stageCopy, lines);
    const repeated = new Set(await compareStaged(session, work));
    const failed: FailedRow[] = rows
      .filter((row) => !row.entry || repeated.has(row.number))
      .map((row) => (row.entry ? { ...row, refusals: [refuseListRow('LIST_ROW_REPEATED', ['creditCode'])] } : row))
      .map(({ number, refusals, sent }) => ({
        number,
        refusals,
        sealedSent: vault.seal(JSON.stringify(sent.map(legible)), failedRowPlace),
      }));
    await noteFailures(session, work.id, failed);
    await countRows(session, work.id, { rows: rows.length, failed: failed.length, bytesRead });
  });
}

/** Replaces NUL and unpaired surrogates, which PostgreSQL does not store. */
function legible(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD').slice(0, 2_000);
}

async function optionsOf(session: DedicatedConnection, { kind, listDate }: ListWork) {
  if (kind === ListKind.COMPANY_REGISTER) return { listDate };
  const { rows: kinds } = await sql<{ code: string; name: string }>`
    select code, name from qualification_kind order by code`.execute(session.getKysely());
  return { kinds };
}
