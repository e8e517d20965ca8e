import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { messageOf } from '../../kernel/errors/refusal.js';
import type { Column } from '../../spreadsheet/column.js';
import type { StyledCell } from '../../spreadsheet/write-sheet.js';
import { companyColumns, qualificationColumns } from './columns.js';
import { type ListImport, ListKind } from '../list-import.js';
import { failedRowPlace, type ListImportFailure } from '../list-import-row.js';
import { named } from '../../database/schema/columns.js';

const pageSize = 1_000;

const remarks = {
  zh: ['原文件行号', '错误原因及处理办法'],
  en: ['Row in the file', 'What is wrong and how to correct it'],
};

/** Yields the failed rows under the sender's headings, with the reasons. */
export async function* failedListRows(context: Context, { id, headings }: ListImport): AsyncGenerator<StyledCell[]> {
  const { language } = context;
  const names = headings ?? [];
  yield [...names, ...remarks[language]].map((text) => ({ text, style: 'heading' as const }));
  const em = await context.db.read();
  for (let after = -1; ;) {
    const { rows } = await sql<ListImportFailure>`
      select ${named('row_number', 'refusals', 'sealed_sent')} from list_import_failure
      where import_id = ${id}::uuid and row_number > ${after} order by row_number limit ${pageSize}`.execute(
      em.getKysely(),
    );
    for (const { rowNumber, refusals, sealedSent } of rows) {
      const sent = JSON.parse(context.vault.open(sealedSent, failedRowPlace)) as string[];
      const reasons = refusals.map((refusal, at) => `${at + 1}. ${messageOf(refusal, language)}`).join('\n');
      yield [
        ...names.map((_, place): StyledCell => ({ text: sent[place] ?? '', style: 'plain' })),
        ...[String(rowNumber), reasons].map((text): StyledCell => ({ text, style: 'remark' })),
      ];
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.rowNumber;
  }
}

/** Returns the columns of the template of a kind of list. */
export function templateRows(kind: ListKind): { sheetName: string; columns: Column[] } {
  return kind === ListKind.QUALIFICATIONS
    ? { sheetName: '企业资质名单', columns: [...qualificationColumns] }
    : { sheetName: '企业登记信息', columns: [...companyColumns] };
}

export function widthOf({ heading }: Column): number {
  return Math.max(14, heading.length * 2 + 4);
}
