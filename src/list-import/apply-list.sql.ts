import { sql } from 'kysely';
import { companyFacts, type Executor } from './compare-list.sql.js';
import type { ListWork } from './list-work.sql.js';

/**
 * Puts the difference of a register list into effect: an entry that differs ends the present one and begins another, from
 * the day of the change or, where none is given, from the day of the list. A change that is not after the beginning of
 * the present entry corrects it. What something newer has changed since the comparison stays as it is.
 */
export async function applyCompanies(session: Executor, list: ListWork): Promise<void> {
  const { id, listDate, source } = list;
  const kysely = session.getKysely();
  await sql`
    create temporary table list_change on commit drop as
    select row.credit_code, row.entry, row.sealed_phone, company.valid_from, case
        when (row.entry ->> 'changedOn')::date > company.valid_from then (row.entry ->> 'changedOn')::date
        when ${listDate}::date > company.valid_from then ${listDate}::date end as day
    from list_import_row as row join registered_company as company
      on company.credit_code = row.credit_code and company.valid_until is null
    where row.import_id = ${id}::uuid and row.change = 'CHANGED' and ${companyFacts} = row.previous`.execute(kysely);
  await sql`
    update registered_company as company set valid_until = list_change.day
    from list_change
    where company.credit_code = list_change.credit_code and company.valid_until is null and day is not null`.execute(
    kysely,
  );
  await sql`
    update registered_company as company set (name, former_names, division_code, address, status, merged_into,
      representative, representative_digest, phone_digest, sealed_phone, source, as_of, import_id) = (
        select ${factsOf}, coalesce(list_change.sealed_phone, company.sealed_phone), ${source}, ${listDate}::date, ${id}::uuid)
    from list_change
    where company.credit_code = list_change.credit_code and company.valid_until is null and day is null`.execute(
    kysely,
  );
  await sql`
    insert into registered_company (credit_code, valid_from, is_first, name, former_names, division_code, address, status,
      merged_into, representative, representative_digest, phone_digest, sealed_phone, source, as_of, import_id,
      recorded_at)
    select credit_code, day, false, ${factsOf}, coalesce(list_change.sealed_phone, (
        select before.sealed_phone from registered_company as before
        where before.credit_code = list_change.credit_code and before.valid_until = day)),
      ${source}, ${listDate}::date, ${id}::uuid, now()
    from list_change where day is not null`.execute(kysely);
  await sql`
    insert into registered_company (credit_code, valid_from, is_first, name, former_names, division_code, address, status,
      merged_into, representative, representative_digest, phone_digest, sealed_phone, source, as_of, import_id,
      recorded_at)
    select credit_code, coalesce((entry ->> 'changedOn')::date, ${listDate}::date), true, ${factsOf}, sealed_phone,
      ${source}, ${listDate}::date, ${id}::uuid, now()
    from list_import_row
    where import_id = ${id}::uuid and change = 'ADDED'
    order by credit_code
    on conflict do nothing`.execute(kysely);
}

const factsOf = sql`
  entry ->> 'name', array(select jsonb_array_elements_text(entry -> 'formerNames')), entry ->> 'divisionCode',
  entry ->> 'address', entry ->> 'status', entry ->> 'mergedInto', entry ->> 'representative',
  entry ->> 'representativeDigest', entry ->> 'phoneDigest'`;

/** Puts the difference of a list of qualifications into effect. Companies that are not known yet are entered. */
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
