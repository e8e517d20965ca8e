-- A seal says whom its event concerns: followers, webhooks and the list of events find what is theirs in the order of
-- positions, without reading the events of everybody else.

alter table event_seal
  add column type text null,
  add column subject_id uuid null,
  add column institution_id uuid null,
  add column enterprise_id uuid null;
update event_seal as seal set type = event.type, subject_id = event.subject_id,
  institution_id = event.institution_id, enterprise_id = event.enterprise_id
from event where event.id = seal.event_id;
alter table event_seal alter column type set not null, alter column subject_id set not null;

create index "event_seal_type" on "event_seal" ("type", "position");
create index "event_seal_subject" on "event_seal" ("subject_id", "position");
create index "event_seal_institution" on "event_seal" ("institution_id", "position") where institution_id is not null;
create index "event_seal_enterprise" on "event_seal" ("enterprise_id", "position") where enterprise_id is not null;

create or replace function seal_events() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place bigint;
  head text;
  next event;
  sealed integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('seal'));
  select position, digest into place, head from event_seal order by position desc limit 1;
  for next in
    with due as (delete from event_pending returning event_ids)
    select event.* from due cross join unnest(due.event_ids) as written (id) join event on event.id = written.id
    order by event.id
  loop
    place := coalesce(place, 0) + 1;
    head := event_digest(coalesce(head, ''), next);
    insert into event_seal (position, event_id, digest, type, subject_id, institution_id, enterprise_id)
    values (place, next.id, head, next.type, next.subject_id, next.institution_id, next.enterprise_id);
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then
    perform pg_notify('event_sealed', '');
  end if;
  return sealed;
end $$;

-- How far the log goes is known to whoever follows it; what is in it is not.
create function last_event_position() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(max(position), 0) from event_seal
$$;
revoke execute on function last_event_position() from public;
grant execute on function last_event_position() to mianshen_gateway;
