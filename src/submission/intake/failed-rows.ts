import { sql } from 'kysely';
import { type Language, messageOf, type Refusal } from '../../kernel/refusal.js';
import type { Context } from '../../access/context.js';
import type { Submission } from '../submission.js';
import { columnOfHeading, columns, type PolicyColumn } from './columns.js';
import type { StyledCell } from './write-sheet.js';

interface FailedRow {
  index: number;
  refusals: Refusal[];
  sent: string[] | Record<string, string | null>;
}

const pageSize = 1_000;

const remarks = {
  zh: { row: '原文件行号', codes: '错误代码', message: '错误原因及处理办法' },
  en: { row: 'Row in the file', codes: 'Error codes', message: 'What is wrong and how to mend it' },
};

const remarkHeadings = new Set(Object.values(remarks).flatMap((names) => Object.values(names)));

/** A column of the sender's own file; what an earlier file of failed rows remarked in it is left out. */
interface SentColumn {
  heading: string;
  place: number;
  column: PolicyColumn | undefined;
}

function sentColumns({ headings }: Submission): SentColumn[] {
  const all = headings ?? columns.map(({ heading }) => heading);
  return all
    .map((heading, place) => ({ heading, place, column: columnOfHeading(heading) }))
    .filter(({ heading }) => !remarkHeadings.has(heading));
}

/** The failed rows as they were sent, under the sender's own headings, with what is wrong and how to mend it. */
export async function* failedRows(context: Context, submission: Submission): AsyncGenerator<StyledCell[]> {
  const { language } = context;
  const sent = sentColumns(submission);
  const { row, codes, message } = remarks[language];
  const headings = [...sent.map(({ heading }) => heading), row, codes, message];
  yield headings.map((text) => ({ text, style: 'heading' as const }));
  for await (const failed of readFailed(context, submission.id)) yield styled(failed, sent, language);
}

function styled({ index, refusals, sent }: FailedRow, columns: SentColumn[], language: Language): StyledCell[] {
  const offending = new Set(refusals.map(({ path }) => path?.[0]));
  const cells = columns.map(({ place, column }): StyledCell => {
    const text = (Array.isArray(sent) ? sent[place] : sent[column?.key ?? '']) ?? '';
    return { text, style: column && offending.has(column.key) ? 'offending' : 'plain' };
  });
  const remark = [
    String(index),
    refusals.map(({ code }) => code).join(' '),
    refusals.map((refusal, at) => `${at + 1}. ${messageOf(refusal, language)}`).join('\n'),
  ];
  return [...cells, ...remark.map((text): StyledCell => ({ text, style: 'remark' }))];
}

async function* readFailed(context: Context, submissionId: string): AsyncGenerator<FailedRow> {
  const em = await context.db.read();
  for (let after = -1; ;) {
    const { rows } = await sql<FailedRow>`
      select index, refusals, sent from submission_row
      where submission_id = ${submissionId}::uuid and index > ${after} and refusals <> '[]'
      order by index limit ${pageSize}`.execute(em.getKysely());
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.index;
  }
}

/** How wide the columns are drawn. */
export function widthsOf(submission: Submission): number[] {
  return [...sentColumns(submission).map(({ column }) => column?.width ?? 16), 12, 24, 80];
}
