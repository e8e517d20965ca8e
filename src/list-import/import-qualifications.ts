import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { QualificationKind } from '../programme/catalogue/catalogue.js';
import { compareStaged, createStage } from './apply/compare-list.sql.js';
import { ListKind, ListMode } from './list-import.js';
import { countRows, endCheck } from './work/list-work.sql.js';
import qualificationRow from './check/qualification-row.js';
import { enterList, requireFitList } from './receive-list.js';
import { refuseList, refuseListRow } from './list-import.refusals.js';
import type { ListRow } from './check/row-check.js';

const mostRows = 100;

export interface QualificationRow {
  creditCode: string;
  name: string;
  kind: string;
  validFrom: string;
  validUntil: string;
}

export interface ImportQualifications {
  source: string;
  listDate: string;
  rows: QualificationRow[];
  idempotencyKey: string;
}

/**
 * Imports some rows of a department's list (§1 one): all, or none where a row has a fault. Like a file, they are
 * applied after another person has confirmed the differences. Returns the id of the import.
 */
export async function importQualifications(context: Context, input: ImportQualifications): Promise<string> {
  const { rows, source, listDate, idempotencyKey } = input;
  if (rows.length < 1 || rows.length > mostRows) {
    throw new Refused(refuseList('QUALIFICATION_ROWS_OUT_OF_RANGE', ['rows'], { found: rows.length, limit: mostRows }));
  }
  const list = { kind: ListKind.QUALIFICATIONS, mode: ListMode.ADD, source, listDate, idempotencyKey, fileName: null };
  requireFitList(context, list);
  const text = JSON.stringify(rows);
  const content = {
    id: newId(),
    size: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
  return context.system.write(async (em) => {
    const { id, repeated } = await enterList(em, context, list, content);
    if (!repeated) await compare(em, context, { id, ...list }, await checkRows(em, rows));
    return id;
  });
}

async function checkRows(em: EntityManager, sent: QualificationRow[]): Promise<ListRow[]> {
  const kinds = await em.find(QualificationKind, {}, { orderBy: { code: 'asc' } });
  const check = qualificationRow.open({ kinds });
  const rows = sent.flatMap(
    (texts, index) => check({ number: index, texts: { ...texts }, faults: [], sent: [] }) ?? [],
  );
  const faults = rows.flatMap(({ number, refusals }) =>
    refusals.map((refusal) => ({ ...refusal, path: ['rows', String(number), ...(refusal.path ?? [])] })),
  );
  if (faults.length > 0) throw new Refused(...faults);
  return rows;
}

async function compare(
  em: EntityManager,
  { clock }: Context,
  list: { id: string; kind: ListKind; source: string; listDate: string },
  rows: ListRow[],
): Promise<void> {
  await createStage(em);
  await sql`
    insert into list_stage (row_number, key, credit_code, entry)
    select number, key, "creditCode", entry from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (number int, key text, "creditCode" text, entry jsonb)`.execute(em.getKysely());
  const [repeated] = await compareStaged(em, list);
  if (repeated !== undefined) {
    throw new Refused(refuseListRow('LIST_ROW_REPEATED', ['rows', String(repeated), 'creditCode']));
  }
  await sql`update list_import set status = 'CHECKING' where id = ${list.id}::uuid`.execute(em.getKysely());
  await countRows(em, list.id, { rows: rows.length, failed: 0, bytesRead: 0 });
  await endCheck(em, list.id, clock.now());
}
