-- What one statement writes waits in parts, so that the sealer can take some of it.
create or replace function note_events() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into event_pending (event_ids)
  select array_agg(id order by id)
  from (select id, (row_number() over (order by id) - 1) / 2000 as part from written) as numbered
  group by part order by part;
  if found then
    perform pg_notify('event_written', '');
  end if;
  return null;
end $$;

-- Seals what was written first: parts of it until they have 2,000 events. Whoever calls it does so until nothing is left.
-- Nobody else seals meanwhile, so it has to be over soon; it ends with the statement, whatever becomes of its caller.
create or replace function seal_events() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place bigint;
  head text;
  latest timestamptz;
  next event;
  sealed integer := 0;
  present constant text := present_server();
  known text;
begin
  perform pg_advisory_xact_lock(hashtext('seal'));
  select server into known from event_server order by first_position desc limit 1;
  select position, digest, latest_at into place, head, latest from event_seal order by position desc limit 1;
  for next in
    with oldest as (
      select id, sum(cardinality(event_ids)) over (order by id) - cardinality(event_ids) as before
      from (select id, event_ids from event_pending order by id limit 2000) as waiting
    ), due as (
      delete from event_pending using oldest where event_pending.id = oldest.id and oldest.before < 2000
      returning event_pending.event_ids
    )
    select event.* from due cross join unnest(due.event_ids) as written (id) join event on event.id = written.id
    order by event.id
  loop
    place := coalesce(place, 0) + 1;
    if known is distinct from present then
      -- The server before this one may have given places after the last one that is known here, and somebody may have seen
      -- them: a billion of them are passed over, so that none is given twice.
      insert into event_server (first_position, server, last_before)
      values (case when known is null then place else place + 1000000000 end, present, place - 1)
      returning first_position into place;
      known := present;
    end if;
    head := event_digest(coalesce(head, ''), next);
    latest := greatest(latest, next.occurred_at);
    insert into event_seal (
      position, event_id, digest, type, subject_id, institution_id, enterprise_id, actor_role, latest_at)
    values (
      place, next.id, head, next.type, next.subject_id, next.institution_id, next.enterprise_id, next.actor_role, latest);
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then
    perform pg_notify('event_sealed', '');
  end if;
  return sealed;
end $$;
