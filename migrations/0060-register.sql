-- The company register: what the business register says of companies, with its history.

create table "registered_company" ("credit_code" text not null, "valid_from" date not null, "valid_until" date null, "is_first" boolean not null, "name" text not null, "former_names" text[] not null default '{}', "division_code" text null, "address" text null, "status" text not null, "merged_into" text null, "representative" text null, "representative_digest" text null, "sealed_phone" text null, "source" text not null, "as_of" date not null, "import_id" uuid null, "recorded_at" timestamptz not null, primary key ("credit_code", "valid_from"));
create unique index "registered_company_present" on "registered_company" ("credit_code") where valid_until is null;
create index "registered_company_import_id_index" on "registered_company" ("import_id");
alter table "registered_company" add check (valid_until > valid_from);

alter table "registered_company" enable row level security;
create policy "read" on "registered_company" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'ENTERPRISE') and credit_code = (select credit_code from enterprise where id = (select nullif(current_setting('mianshen.subject', true), '')::uuid))));
create policy "insert" on "registered_company" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "registered_company" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
grant select, insert, update on registered_company to mianshen_gateway;

alter table "enterprise" add column "register_status" text null;

-- The name, region and status of an enterprise are those of its present entry in the register, whoever wrote either of
-- the two first and by whatever statement. Until the register knows the company, its name is the one that was typed.

create function region_of(division text) returns text
language sql stable set search_path = public, pg_temp as $$
  select code from region where starts_with(division, code) order by length(code) desc limit 1
$$;

create function take_registered_facts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry registered_company;
begin
  select * into entry from registered_company where credit_code = new.credit_code and valid_until is null;
  if found then
    new.name := entry.name;
    new.division_code := entry.division_code;
    new.region_code := region_of(entry.division_code);
    new.register_status := entry.status;
  end if;
  return new;
end $$;

create function registered_facts_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update enterprise set name = written.name, division_code = written.division_code,
    region_code = region_of(written.division_code), register_status = written.status
  from written
  where written.valid_until is null and enterprise.credit_code = written.credit_code
    and (enterprise.name, enterprise.division_code, enterprise.register_status)
      is distinct from (written.name, written.division_code, written.status);
  return null;
end $$;

create trigger registered_facts before insert on enterprise for each row execute function take_registered_facts();
create trigger registered_facts_entered after insert on registered_company
  referencing new table as written for each statement execute function registered_facts_changed();
create trigger registered_facts_changed after update on registered_company
  referencing new table as written for each statement execute function registered_facts_changed();

-- What the register says of the companies that an insurer names: whether it knows them, and by which names. Insurers do
-- not see the register itself.
create function registered_names(codes text[]) returns table (credit_code text, name text, former_names text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select credit_code, name, former_names from registered_company
  where credit_code = any(codes) and valid_until is null
$$;

revoke execute on function region_of(text), take_registered_facts(), registered_facts_changed(), registered_names(text[]) from public;
grant execute on function region_of(text), registered_names(text[]) to mianshen_gateway;
