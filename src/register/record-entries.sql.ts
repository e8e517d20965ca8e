import { type Kysely, type RawBuilder, sql } from 'kysely';

export interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => Kysely<any>;
}

/** The facts of a company as lists and look-ups give them. */
export const companyFacts = sql`
  jsonb_strip_nulls(jsonb_build_object('name', company.name, 'formerNames', to_jsonb(company.former_names),
    'divisionCode', company.division_code, 'address', company.address, 'status', company.status,
    'mergedInto', company.merged_into, 'representative', company.representative,
    'representativeDigest', company.representative_digest, 'phoneDigest', company.phone_digest))`;

/** The former names; a replaced name is added, whether or not the register lists it. */
const formerNames = sql`
  (select coalesce(jsonb_agg(distinct name order by name), '[]')
    from (
      select jsonb_array_elements_text(coalesce(previous -> 'formerNames', '[]')) as name
      union all select jsonb_array_elements_text(coalesce(entry -> 'formerNames', '[]'))
      union all select previous ->> 'name'
    ) as names
    where name is not null and name <> entry ->> 'name')`;

/** `entry` over `previous`: a blank field of the new entry keeps its known value. */
export const mergedFacts = sql`
  coalesce(previous, '{}') || (entry - 'changedOn') || jsonb_build_object('formerNames', ${formerNames})`;

const facts = sql`
  entry ->> 'name', array(select jsonb_array_elements_text(entry -> 'formerNames')), entry ->> 'divisionCode',
  entry ->> 'address', entry ->> 'status', entry ->> 'mergedInto', entry ->> 'representative',
  entry ->> 'representativeDigest', entry ->> 'phoneDigest'`;

const columns = sql`
  name, former_names, division_code, address, status, merged_into, representative, representative_digest, phone_digest`;

export interface EntriesOrigin {
  source: string;
  /** The day for which the entries are valid. */
  day: string;
  importId: string | null;
}

/**
 * Records entries. `entries` selects credit_code, entry, sealed_phone and expected (the present entry; null for a new
 * company). An entry that differs ends the present one and begins another, from the day of the change or, where there
 * is none, from the day of the list. A change that is not after the beginning of the present entry corrects it. Where
 * the present entry is not the expected one any more, it is newer and stays.
 */
export async function recordEntries(
  session: Executor,
  entries: RawBuilder<unknown>,
  { source, day, importId }: EntriesOrigin,
): Promise<void> {
  const kysely = session.getKysely();
  const origin = sql`${source}, ${day}::date, ${importId}::uuid`;
  await sql`drop table if exists register_change`.execute(kysely);
  await sql`
    create temporary table register_change on commit drop as
    select given.*, company.valid_from, case
        when (entry ->> 'changedOn')::date > company.valid_from then (entry ->> 'changedOn')::date
        when ${day}::date > company.valid_from then ${day}::date end as day
    from (${entries}) as given left join registered_company as company
      on company.credit_code = given.credit_code and company.valid_until is null
    where expected is null and company.credit_code is null or ${companyFacts} = expected`.execute(kysely);
  await sql`
    update registered_company as company set valid_until = change.day
    from register_change as change
    where company.credit_code = change.credit_code and company.valid_until is null and day is not null`.execute(kysely);
  await sql`
    update registered_company as company set (${columns}, sealed_phone, source, as_of, import_id) = (
      select ${facts}, coalesce(change.sealed_phone, company.sealed_phone), ${origin})
    from register_change as change
    where company.credit_code = change.credit_code and company.valid_until is null and day is null`.execute(kysely);
  await sql`
    insert into registered_company (credit_code, valid_from, is_first, ${columns}, sealed_phone, source, as_of, import_id,
      recorded_at)
    select change.credit_code, coalesce(day, (entry ->> 'changedOn')::date, ${day}::date), valid_from is null, ${facts},
      coalesce(change.sealed_phone, (
        select before.sealed_phone from registered_company as before
        where before.credit_code = change.credit_code and before.valid_until = day)), ${origin}, now()
    from register_change as change
    where day is not null or valid_from is null
    order by change.credit_code
    on conflict do nothing`.execute(kysely);
}
