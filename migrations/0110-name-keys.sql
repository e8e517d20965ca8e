-- Names of enterprises and institutions are found like those of published lists: by a key in which width, case, brackets,
-- blanks and middle dots make no difference. The database folds a name when it is written; the gateway adds pinyin and
-- Simplified characters in lines of their own a moment later, and the indexes below tell it which rows lack them.

create function fill_name_key() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.name_key := plain_name(new.name);
  return new;
end $$;

alter table enterprise add column name_key text;
update enterprise set name_key = plain_name(name);
alter table enterprise alter column name_key set not null;
create trigger name_key_of_new before insert on enterprise for each row when (new.name_key is null)
  execute function fill_name_key();
create trigger name_key_of_changed before update of name on enterprise for each row
  when (new.name is distinct from old.name) execute function fill_name_key();
create index enterprise_name_key_due on enterprise (id) where strpos(name_key, E'\n') = 0;
drop index enterprise_name_bigrams;
create index enterprise_name_bigrams on enterprise using gin (bigrams(name_key));

alter table institution add column name_key text;
update institution set name_key = plain_name(name);
alter table institution alter column name_key set not null;
create trigger name_key_of_new before insert on institution for each row when (new.name_key is null)
  execute function fill_name_key();
create trigger name_key_of_changed before update of name on institution for each row
  when (new.name is distinct from old.name) execute function fill_name_key();
create index institution_name_key_due on institution (id) where strpos(name_key, E'\n') = 0;

-- Whoever names an institution writes its name in their own way: the key without pinyin is what is compared.
create or replace function institution_named(named text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select id from institution
  where (credit_code = upper(named) or split_part(name_key, E'\n', 1) in (named, plain_name(named)))
    and status in ('ACTIVE', 'SUSPENDED')
  order by credit_code limit 1
$$;
