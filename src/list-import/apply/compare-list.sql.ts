import { type RawBuilder, sql } from 'kysely';
import { copyValue } from '../../database/copy-value.js';
import { companyFacts, type Executor, mergedFacts } from '../../register/record-entries.sql.js';
import { ListKind } from '../list-import.js';
import type { ListRow } from '../check/row-check.js';

export type { Executor };

/** Creates a temporary table of the session for the rows of a list, until they are compared. */
export async function createStage(session: Executor): Promise<void> {
  await sql`
    create temporary table if not exists list_stage (row_number int not null, key text not null, credit_code text not null,
      entry jsonb not null, sealed_phone text null)`.execute(session.getKysely());
}

export const stageCopy = 'copy list_stage from stdin';

export type StagedRow = Omit<ListRow, 'refusals' | 'sent'> & { sealedPhone: string | null };

export function stageLine({ number, key, creditCode, entry, sealedPhone }: StagedRow): string {
  return `${number}\t${copyValue(key)}\t${creditCode}\t${copyValue(JSON.stringify(entry))}\t${sealedPhone ?? '\\N'}\n`;
}

/** A field that a list leaves blank keeps its known value. */
const comparedCompanies = (listDate: string) => sql`
  select stage.*, previous, as_of > ${listDate}::date as is_older,
    ${mergedFacts} as merged
  from stage left join lateral (
    select ${companyFacts} as previous, as_of from registered_company as company
    where company.credit_code = stage.credit_code and valid_until is null
  ) as known on true`;

const comparedQualifications = (source: string) => sql`
  select stage.*, previous, false as is_older, entry || jsonb_build_object('source', ${source}::text) as merged
  from stage left join lateral (
    select jsonb_build_object('name', stage.entry ->> 'name', 'kind', kind, 'validFrom', valid_from,
      'validUntil', valid_until, 'source', source) as previous
    from qualification join enterprise on enterprise.id = enterprise_id
    where enterprise.credit_code = stage.credit_code and kind = stage.entry ->> 'kind'
      and valid_from = (stage.entry ->> 'validFrom')::date
  ) as known on true`;

export interface ComparedList {
  id: string;
  kind: ListKind;
  source: string;
  listDate: string;
}

/**
 * Compares the staged rows with the present data and stores the differences. Returns the numbers of rows whose key an
 * earlier row of the list has; they are not stored.
 */
export async function compareStaged(session: Executor, list: ComparedList): Promise<number[]> {
  const compared =
    list.kind === ListKind.QUALIFICATIONS ? comparedQualifications(list.source) : comparedCompanies(list.listDate);
  const { rows } = await sql<{ number: number }>`
    with stage as materialized (
      select distinct on (key) * from list_stage order by key, row_number
    ), compared as (${compared}), kept as (
      insert into list_import_row (import_id, key, row_number, credit_code, change, entry, previous, sealed_phone)
      select ${list.id}::uuid, key, row_number, credit_code, ${changeOf},
        case when ${changeOf} in ('ADDED', 'CHANGED')
          then merged || jsonb_strip_nulls(jsonb_build_object('changedOn', entry -> 'changedOn')) else '{}' end,
        case when ${changeOf} in ('CHANGED', 'OLDER') then previous end, sealed_phone
      from compared
      on conflict do nothing
      returning row_number
    )
    select row_number as number from list_stage where row_number not in (select row_number from kept)
    order by 1`.execute(session.getKysely());
  await sql`truncate list_stage`.execute(session.getKysely());
  return rows.map(({ number }) => number);
}

const changeOf: RawBuilder<unknown> = sql`
  case when previous is null then 'ADDED' when is_older then 'OLDER' when merged = previous then 'UNCHANGED'
    else 'CHANGED' end`;

/** Stores as removed the entries of earlier imports of the same list that this one does not have. */
export async function noteRemoved(session: Executor, list: ComparedList): Promise<void> {
  await sql`
    insert into list_import_row (import_id, key, row_number, credit_code, change, entry, previous)
    select ${list.id}::uuid, credit_code || '/' || kind || '/' || valid_from, null, credit_code, 'REMOVED', '{}',
      jsonb_build_object('name', name, 'kind', kind, 'validFrom', valid_from, 'validUntil', valid_until,
        'source', source)
    from qualification join enterprise on enterprise.id = enterprise_id
    where source = ${list.source}
    on conflict do nothing`.execute(session.getKysely());
}

export async function forgetCompared(session: Executor, id: string): Promise<void> {
  await sql`delete from list_import_row where import_id = ${id}::uuid`.execute(session.getKysely());
  await sql`delete from list_import_failure where import_id = ${id}::uuid`.execute(session.getKysely());
}

export type FailedRow = Pick<ListRow, 'number' | 'refusals'> & { sealedSent: string };

export async function noteFailures(session: Executor, id: string, rows: FailedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into list_import_failure (import_id, row_number, refusals, sealed_sent)
    select ${id}::uuid, number, refusals, "sealedSent"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (number int, refusals jsonb, "sealedSent" text)`.execute(
    session.getKysely(),
  );
}
