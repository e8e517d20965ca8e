import { sql } from 'kysely';
import { type Language, messageOf, type Refusal } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { productInForce } from '../../programme/catalogue/product.sql.js';
import type { Submission } from '../submission.js';
import { columnOfHeading, columns, type PolicyColumn } from './columns.js';
import type { StyledCell } from '../../spreadsheet/write-sheet.js';

/** A row of a submission that has refusals or warnings. */
interface NotedRow {
  index: number;
  refusals: Refusal[];
  warnings: Refusal[];
  sent: string[] | Record<string, string | null>;
}

/** Which rows a file contains: failed rows to correct and send again, or all rows that their sender should look at. */
export type NotedKind = 'failed-rows' | 'results';

/** Rows that are read at once; other requests wait while they are parsed. */
const pageSize = 200;

const remarks = {
  zh: {
    row: '原文件行号',
    codes: '错误代码',
    message: '错误原因及处理办法',
    outcome: '受理结果',
    warning: '提示（已受理，请核对）',
    failed: '未受理',
    accepted: '已受理，请核对',
  },
  en: {
    row: 'Row in the file',
    codes: 'Error codes',
    message: 'What is wrong and how to mend it',
    outcome: 'Outcome',
    warning: 'Warnings (accepted; please check)',
    failed: 'Failed',
    accepted: 'Accepted, please check',
  },
};

const remarkHeadings = new Set(
  Object.values(remarks).flatMap(({ row, codes, message, outcome, warning }) => [
    row,
    codes,
    message,
    outcome,
    warning,
  ]),
);

/** A column of the sender's file. Columns of remarks from an earlier file of failed rows are left out. */
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

/** Yields the rows as they were sent, under the sender's headings, with what is wrong and how to correct it. */
export async function* notedRows(
  context: Context,
  submission: Submission,
  kind: NotedKind,
): AsyncGenerator<StyledCell[]> {
  const { language } = context;
  const sent = sentColumns(submission);
  const { row, codes, message, outcome, warning } = remarks[language];
  const own = kind === 'results' ? [row, outcome, codes, message, warning] : [row, codes, message];
  yield [...sent.map(({ heading }) => heading), ...own].map((text) => ({ text, style: 'heading' as const }));
  for await (const noted of readNoted(context, submission.id, kind)) yield styled(noted, sent, language, kind);
}

function styled(noted: NotedRow, columns: SentColumn[], language: Language, kind: NotedKind): StyledCell[] {
  const { index, refusals, warnings, sent } = noted;
  const offending = new Set([...refusals, ...warnings].map(({ path }) => path?.[0]));
  const cells = columns.map(({ place, column }): StyledCell => {
    const text = (Array.isArray(sent) ? sent[place] : sent[column?.key ?? '']) ?? '';
    return { text, style: column && offending.has(column.key) ? 'offending' : 'plain' };
  });
  const said = (found: Refusal[]) => found.map((each, at) => `${at + 1}. ${messageOf(each, language)}`).join('\n');
  const codes = refusals.map(({ code }) => code).join(' ');
  const { failed, accepted } = remarks[language];
  const outcome = refusals.length > 0 ? failed : accepted;
  const remark =
    kind === 'results'
      ? [String(index), outcome, codes, said(refusals), said(warnings)]
      : [String(index), codes, said(refusals)];
  return [...cells, ...remark.map((text): StyledCell => ({ text, style: 'remark' }))];
}

async function* readNoted(context: Context, submissionId: string, kind: NotedKind): AsyncGenerator<NotedRow> {
  const database = (await context.db.read()).getKysely();
  const noted = kind === 'results' ? withFlagged(submissionId) : failed(submissionId);
  await sql`declare noted no scroll cursor for
    select index, refusals, warnings, sent from (${noted}) as noted order by index`.execute(database);
  for (;;) {
    const { rows } = await sql<NotedRow>`fetch ${sql.lit(pageSize)} from noted`.execute(database);
    yield* rows;
    if (rows.length < pageSize) break;
  }
  await sql`close noted`.execute(database);
}

const failed = (submissionId: string) => sql`
  select index, refusals, warnings, sent from submission_row
  where submission_id = ${submissionId}::uuid and refusals <> '[]'`;

const product = productInForce(sql`policy.programme_id`, sql`policy.product_code`, 'product_in_force');

/**
 * Selects failed rows, and accepted rows that have a warning or were flagged. A flagged row of a file may exist only as
 * its policy.
 */
const withFlagged = (submissionId: string) => sql`
  select coalesce(row.index, policy.row_number) as index, coalesce(row.refusals, '[]') as refusals,
    coalesce(row.warnings, '[]') || coalesce(flagged.warnings, '[]') as warnings,
    coalesce(row.sent, jsonb_build_object('policyNo', policy.policy_no, 'creditCode', enterprise.credit_code,
      'enterpriseName', policy.insured_name, 'product', coalesce(product.name, policy.product_code), 'startsOn', policy.starts_on,
      'endsOn', policy.ends_on, 'premium', policy.premium::text, 'invoiceNo', policy.invoice_no)) as sent
  from (select * from submission_row where submission_id = ${submissionId}::uuid) as row
    full join (select * from policy where submission_id = ${submissionId}::uuid and row_number is not null
      and id in (select policy_id from policy_flag)) as policy on policy.row_number = row.index
    left join enterprise on enterprise.id = policy.enterprise_id
    left join lateral (
      select product_in_force.name from ${product.from} where ${product.where}
    ) as product on true
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'code', case kind when 'SAME_INVOICE' then 'POLICY_SAME_INVOICE' else 'POLICY_PERIOD_OVERLAPS' end,
        'path', jsonb_build_array(case kind when 'SAME_INVOICE' then 'invoiceNo' else 'startsOn' end),
        'details', jsonb_build_object('policyNo', other.policy_no))) as warnings
      from policy_flag left join policy as other on other.id = other_policy_id
      where policy_flag.policy_id = policy.id
    ) as flagged on true
  where coalesce(row.refusals, '[]') <> '[]' or coalesce(row.warnings, '[]') <> '[]' or flagged.warnings is not null`;

/** The widths of the columns. */
export function widthsOf(submission: Submission, kind: NotedKind): number[] {
  const own = kind === 'results' ? [12, 16, 24, 80, 80] : [12, 24, 80];
  return [...sentColumns(submission).map(({ column }) => column?.width ?? 16), ...own];
}
