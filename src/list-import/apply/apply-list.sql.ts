import { sql } from 'kysely';
import { recordEntries } from '../../register/record-entries.sql.js';
import type { Executor } from './compare-list.sql.js';
import type { ListWork } from '../work/list-work.sql.js';

/** Applies the differences of a register list. */
export async function applyCompanies(session: Executor, { id, listDate: day, source }: ListWork): Promise<void> {
  const entries = sql`
    select credit_code, entry, sealed_phone, previous as expected from list_import_row
    where import_id = ${id}::uuid and change in ('ADDED', 'CHANGED')`;
  await recordEntries(session, entries, { source, day, importId: id });
}
/** Applies the differences of a list of qualifications. Unknown companies are inserted. */
export async function applyQualifications(session: Executor, { id, source }: ListWork): Promise<void> {
  const kysely = session.getKysely();
  await sql`
    delete from qualification using list_import_row as row, enterprise
    where row.import_id = ${id}::uuid and row.change = 'REMOVED' and enterprise.credit_code = row.credit_code
      and qualification.enterprise_id = enterprise.id and kind = row.previous ->> 'kind'
      and valid_from = (row.previous ->> 'validFrom')::date and source = row.previous ->> 'source'`.execute(kysely);
  await sql`
    insert into enterprise (credit_code, name)
    select distinct on (credit_code) credit_code, entry ->> 'name' from list_import_row
    where import_id = ${id}::uuid and change in ('ADDED', 'CHANGED')
    order by credit_code, row_number
    on conflict (credit_code) do nothing`.execute(kysely);
  await sql`
    insert into qualification (enterprise_id, kind, valid_from, valid_until, source, import_id)
    select enterprise.id, entry ->> 'kind', (entry ->> 'validFrom')::date, (entry ->> 'validUntil')::date, ${source},
      ${id}::uuid
    from list_import_row as row join enterprise on enterprise.credit_code = row.credit_code
    where row.import_id = ${id}::uuid and change in ('ADDED', 'CHANGED')
    on conflict (enterprise_id, kind, valid_from)
      do update set valid_until = excluded.valid_until, source = excluded.source, import_id = excluded.import_id
  `.execute(kysely);
}
