-- Events are sealed in batches, by one gateway at a time. Who finds another one sealing does not wait for it: the lock
-- lasts as long as one statement, which runs in PostgreSQL to its end, so that a frozen or killed gateway cannot hold it.

drop function seal_events();

-- Returns how many events were sealed; null where another session seals. A batch takes what waits in the order in which
-- it was written: an event of an object never comes before an earlier one of the same object.
create function seal_events() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place bigint;
  head text;
  next event;
  sealed integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('seal')) then
    return null;
  end if;
  select position, digest into place, head from event_seal order by position desc limit 1;
  for next in
    with due as (
      delete from event_pending where id in (select id from event_pending order by id limit 1000) returning event_ids
    )
    select event.* from due cross join unnest(due.event_ids) as written (id) join event on event.id = written.id
    order by event.id
  loop
    place := coalesce(place, 0) + 1;
    head := event_digest(coalesce(head, ''), next);
    insert into event_seal (position, event_id, digest) values (place, next.id, head);
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then
    perform pg_notify('event_sealed', '');
  end if;
  return sealed;
end $$;

revoke execute on function seal_events() from public;
grant execute on function seal_events() to mianshen_gateway;
