-- A statement that writes no event wakes nobody: jobs that found nothing to do had the log sealed every second.
create or replace function note_events() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into event_pending (event_ids) select array_agg(id) from written having count(*) > 0;
  if found then
    perform pg_notify('event_written', '');
  end if;
  return null;
end $$;
