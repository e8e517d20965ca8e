import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { checkCreditCode, normaliseCreditCode } from '../kernel/credit-code.js';
import { isDay } from '../kernel/dates.js';
import { defineRefusals, type Refusal, Refused } from '../kernel/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { QualificationKind } from '../programme/catalogue.js';

const mostRows = 100;

const refuse = defineRefusals({
  QUALIFICATION_ROWS_OUT_OF_RANGE: {
    meaning: 'An import has from 1 to 100 rows.',
    zh: ({ found, limit }) => `本次 ${found} 行；每次须为 1 至 ${limit} 行。`,
    en: ({ found, limit }) => `${found} rows; an import has from 1 to ${limit}.`,
  },
  QUALIFICATION_SOURCE_MISSING: {
    meaning: 'The list that the rows come from is not named.',
    zh: () => '请填写名单来源（文件名称或文号）。',
    en: () => 'Name the list that the rows come from.',
  },
  QUALIFICATION_CODE_INVALID: {
    meaning: 'Not a unified social credit code (GB 32100-2015).',
    zh: ({ found }) => `“${found}”不是有效的统一社会信用代码。`,
    en: ({ found }) => `"${found}" is not a unified social credit code.`,
  },
  QUALIFICATION_NAME_MISSING: {
    meaning: 'The name of the enterprise is missing.',
    zh: () => '请填写企业名称。',
    en: () => 'Give the name of the enterprise.',
  },
  QUALIFICATION_KIND_UNKNOWN: {
    meaning: 'Not one of the kinds of company that we know (§1 one).',
    zh: ({ found, known }) => `没有资质类别“${found}”，可用：${(known as string[]).join('、')}。`,
    en: ({ found, known }) => `There is no kind "${found}"; known are ${(known as string[]).join(', ')}.`,
  },
  QUALIFICATION_DAYS_INVALID: {
    meaning: 'The validity is two days of the calendar, the first not after the last.',
    zh: () => '有效期起止须为有效日期（YYYY-MM-DD），且起不晚于止。',
    en: () => 'The validity is two days (YYYY-MM-DD), the first not after the last.',
  },
});

export interface QualificationRow {
  creditCode: string;
  name: string;
  kind: string;
  validFrom: string;
  validUntil: string;
}

export interface ImportQualifications {
  source: string;
  rows: QualificationRow[];
  idempotencyKey: string;
}

/** Imports a department's list (§1 one): all of it, or nothing where a row has a fault. Known rows are renewed. */
export function importQualifications(context: Context, input: ImportQualifications): Promise<number> {
  const accountId = context.viewer.accountId as string;
  const { idempotencyKey: key } = input;
  const request = { accountId, operation: 'importQualifications', key, input, now: context.clock.now() };
  return context.db.write((em) => onceFor(em, request, () => importRows(em, context, input)));
}

async function importRows(em: EntityManager, context: Context, input: ImportQualifications): Promise<number> {
  const source = input.source.trim();
  if (source === '') throw new Refused(refuse('QUALIFICATION_SOURCE_MISSING', ['source']));
  if (input.rows.length < 1 || input.rows.length > mostRows) {
    const facts = { found: input.rows.length, limit: mostRows };
    throw new Refused(refuse('QUALIFICATION_ROWS_OUT_OF_RANGE', ['rows'], facts));
  }
  const kinds = (await em.find(QualificationKind, {})).map(({ code }) => code);
  const rows = input.rows.map((row) => ({ ...row, creditCode: normaliseCreditCode(row.creditCode) }));
  const faults = rows.flatMap((row, index) => faultsOf(row, ['rows', String(index)], kinds));
  if (faults.length > 0) throw new Refused(...faults);
  await enter(em, rows, source);
  await recordEvent(em, context, {
    type: EventType.QUALIFICATIONS_IMPORTED,
    subject: { type: 'Account', id: context.viewer.accountId as string },
    data: { source, rows: rows.length },
  });
  return rows.length;
}

function faultsOf(row: QualificationRow, path: string[], kinds: string[]): Refusal[] {
  const { creditCode, name, kind, validFrom, validUntil } = row;
  const days = isDay(validFrom) && isDay(validUntil) && validFrom <= validUntil;
  return [
    checkCreditCode(creditCode) === 'INVALID' &&
      refuse('QUALIFICATION_CODE_INVALID', [...path, 'creditCode'], { found: creditCode }),
    name.trim() === '' && refuse('QUALIFICATION_NAME_MISSING', [...path, 'name']),
    !kinds.includes(kind) && refuse('QUALIFICATION_KIND_UNKNOWN', [...path, 'kind'], { found: kind, known: kinds }),
    !days && refuse('QUALIFICATION_DAYS_INVALID', [...path, 'validFrom']),
  ].filter((fault) => fault !== false);
}

async function enter(em: EntityManager, rows: QualificationRow[], source: string): Promise<void> {
  const codes = rows.map(({ creditCode }) => creditCode);
  const names = rows.map(({ name }) => name.normalize('NFKC').trim());
  await sql`
    with named as (select * from enterprises_by_code(${codes}::text[], ${names}::text[]))
    insert into qualification (enterprise_id, kind, valid_from, valid_until, source)
    select distinct on (named.id, row.kind, row."validFrom")
      named.id, row.kind, row."validFrom", row."validUntil", ${source}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row ("creditCode" text, kind text, "validFrom" date, "validUntil" date)
      join named on named.credit_code = row."creditCode"
    order by named.id, row.kind, row."validFrom", row."validUntil" desc
    on conflict (enterprise_id, kind, valid_from)
      do update set valid_until = excluded.valid_until, source = excluded.source`.execute(em.getKysely());
}
