-- The city of a claim is its company's. A copy beside the claim, so that an index has the claims of a city in the orders of a list.
alter table claim add column region_code text;

-- Claims that are made and companies that move wait for each other: a claim would keep a city that its company left meanwhile.
create function hold_cities() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('cities of claims'));
  return null;
end $$;

create function take_city() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.region_code := (select region_code from enterprise where id = new.enterprise_id);
  return new;
end $$;

create function city_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('cities of claims'));
  update claim set region_code = new.region_code where enterprise_id = new.id and region_code is distinct from new.region_code;
  return null;
end $$;

create trigger hold_cities before insert on claim for each statement
  execute function hold_cities();
create trigger city before insert on claim for each row
  execute function take_city();
create trigger city_changed after update of region_code on enterprise for each row when (new.region_code is distinct from old.region_code)
  execute function city_changed();
