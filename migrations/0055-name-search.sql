-- Names are found however they are written. The search key of a line is stored once: the gateway computes it when a
-- release is published (Simplified characters, pinyin). A line that comes without one gets what SQL can fold by itself.

create function plain_name(name text) returns text language sql immutable strict parallel safe
  set search_path = pg_catalog as $$
  select regexp_replace(
    translate(lower(normalize(name, NFKC)), '[]{}【】〔〕〈〉《》「」『』〖〗', '()()()()()()()()()()'),
    '[\s\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef·•・‧∙⋅]', '', 'g')
$$;

alter table recipient add column search_key text;
alter table recipient disable trigger user;
update recipient set search_key = plain_name(name);
alter table recipient enable trigger user;
alter table recipient alter column search_key set not null;

create function fill_search_key() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.search_key := plain_name(new.name);
  return new;
end $$;
create trigger search_key before insert on recipient for each row when (new.search_key is null)
  execute function fill_search_key();

create or replace view feed.recipient as
  select recipient.id, global_id('Recipient', recipient.id) as global_id, recipient.release_id, recipient.rank,
    recipient.name, recipient.credit_code, recipient.region_code, region.name as city_name,
    region.name_in_english as city_name_in_english, recipient.qualification_kinds, recipient.product_codes,
    recipient.amount, leaf.position as leaf_position, leaf.entry, recipient.search_key
  from public.recipient
    left join public.log_leaf as leaf on leaf.recipient_id = recipient.id
    left join public.region on region.code = recipient.region_code
  where exists (select from public.log_release as logged where logged.release_id = recipient.release_id);
