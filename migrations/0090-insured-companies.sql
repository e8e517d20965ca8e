-- Which companies an institution insures, kept by a trigger: row security asks it for one company at a time.

create table "institution_enterprise" ("institution_id" uuid not null, "enterprise_id" uuid not null, primary key ("institution_id", "enterprise_id"));
create index "institution_enterprise_enterprise_id_index" on "institution_enterprise" ("enterprise_id");
grant select on institution_enterprise to mianshen_gateway;

create function keep_insured_companies() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into institution_enterprise (institution_id, enterprise_id)
  select distinct institution_id, enterprise_id from written
  on conflict do nothing;
  return null;
end $$;

create function forget_insured_company() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into institution_enterprise (institution_id, enterprise_id) values (new.institution_id, new.enterprise_id)
  on conflict do nothing;
  delete from institution_enterprise
  where institution_id = old.institution_id and enterprise_id = old.enterprise_id and not exists (
    select from policy where policy.enterprise_id = old.enterprise_id and policy.institution_id = old.institution_id);
  return null;
end $$;

create trigger policy_insured after insert on policy
  referencing new table as written for each statement execute function keep_insured_companies();
create trigger policy_insured_moved after update of enterprise_id on policy
  for each row when (old.enterprise_id <> new.enterprise_id) execute function forget_insured_company();

insert into institution_enterprise (institution_id, enterprise_id)
select distinct institution_id, enterprise_id from policy;
